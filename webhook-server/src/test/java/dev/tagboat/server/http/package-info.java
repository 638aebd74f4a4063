@NullMarked
package dev.tagboat.server.http;

import org.jspecify.annotations.NullMarked;
