@NullMarked
package dev.tagboat.server.work;

import org.jspecify.annotations.NullMarked;
