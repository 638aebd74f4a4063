/** The webhook server: its entry point and wiring. */
@NullMarked
package dev.tagboat.server;

import org.jspecify.annotations.NullMarked;
