@NullMarked
package dev.tagboat.server.bench;

import org.jspecify.annotations.NullMarked;
