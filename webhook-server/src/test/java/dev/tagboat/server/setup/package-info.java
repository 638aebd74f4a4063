@NullMarked
package dev.tagboat.server.setup;

import org.jspecify.annotations.NullMarked;
