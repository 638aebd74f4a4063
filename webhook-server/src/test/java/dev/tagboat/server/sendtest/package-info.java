@NullMarked
package dev.tagboat.server.sendtest;

import org.jspecify.annotations.NullMarked;
