/** Outbound HTTP: one client with limits, and secrets that cannot be printed. */
@NullMarked
package dev.tagboat.bot.net;

import org.jspecify.annotations.NullMarked;
