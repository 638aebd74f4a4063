/** From the bytes of a request to image pushes: one decoder for each kind of sender. */
@NullMarked
package dev.tagboat.server.receive;

import org.jspecify.annotations.NullMarked;
