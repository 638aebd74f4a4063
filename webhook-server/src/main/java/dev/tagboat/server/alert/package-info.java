/** Tells people of trouble in clusters: chat, webhook, e-mail. */
@NullMarked
package dev.tagboat.server.alert;

import org.jspecify.annotations.NullMarked;
