/** Puts the parts together into one running server. */
@NullMarked
package dev.tagboat.server.assembly;

import org.jspecify.annotations.NullMarked;
