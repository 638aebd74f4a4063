@NullMarked
package dev.tagboat.server;

import org.jspecify.annotations.NullMarked;
