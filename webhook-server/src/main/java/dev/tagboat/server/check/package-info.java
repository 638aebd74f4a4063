/** What a configuration means in practice: URLs, senders, and which images end up where. */
@NullMarked
package dev.tagboat.server.check;

import org.jspecify.annotations.NullMarked;
