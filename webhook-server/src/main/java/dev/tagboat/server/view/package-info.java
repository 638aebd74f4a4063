/** What the pages say, as values, and the templates that write them; no database, no requests. */
@NullMarked
package dev.tagboat.server.view;

import org.jspecify.annotations.NullMarked;
