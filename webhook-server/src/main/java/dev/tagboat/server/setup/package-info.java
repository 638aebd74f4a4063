/** Makes what the server needs elsewhere: a GitHub App of one's own. */
@NullMarked
package dev.tagboat.server.setup;

import org.jspecify.annotations.NullMarked;
