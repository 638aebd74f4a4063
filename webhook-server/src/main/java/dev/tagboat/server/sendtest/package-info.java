/** Events as registries send them, for trying a hook: the other side of what is received. */
@NullMarked
package dev.tagboat.server.sendtest;

import org.jspecify.annotations.NullMarked;
