/** Whether a request comes from the sender that its hook is configured for. */
@NullMarked
package dev.tagboat.server.auth;

import org.jspecify.annotations.NullMarked;
