@NullMarked
package dev.tagboat.server.assembly;

import org.jspecify.annotations.NullMarked;
