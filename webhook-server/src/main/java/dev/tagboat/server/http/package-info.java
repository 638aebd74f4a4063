/** The HTTP front: thin handlers over the other packages. */
@NullMarked
package dev.tagboat.server.http;

import org.jspecify.annotations.NullMarked;
