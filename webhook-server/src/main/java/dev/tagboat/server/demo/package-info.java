/** The whole main job on embedded parts, in one process, on loopback only. */
@NullMarked
package dev.tagboat.server.demo;

import org.jspecify.annotations.NullMarked;
