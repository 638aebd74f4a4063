@NullMarked
package dev.tagboat.server.inbox;

import org.jspecify.annotations.NullMarked;
