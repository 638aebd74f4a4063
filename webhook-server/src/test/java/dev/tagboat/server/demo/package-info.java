@NullMarked
package dev.tagboat.server.demo;

import org.jspecify.annotations.NullMarked;
