/** What has been received and what became of it, durably. The only SQL of the server. */
@NullMarked
package dev.tagboat.server.inbox;

import org.jspecify.annotations.NullMarked;
