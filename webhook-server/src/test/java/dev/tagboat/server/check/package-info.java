@NullMarked
package dev.tagboat.server.check;

import org.jspecify.annotations.NullMarked;
