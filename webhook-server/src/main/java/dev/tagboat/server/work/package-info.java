/** What happens to pushes after they were stored: lanes that confirm, propose and look again. */
@NullMarked
package dev.tagboat.server.work;

import org.jspecify.annotations.NullMarked;
