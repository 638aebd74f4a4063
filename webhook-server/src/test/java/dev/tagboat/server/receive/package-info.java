@NullMarked
package dev.tagboat.server.receive;

import org.jspecify.annotations.NullMarked;
