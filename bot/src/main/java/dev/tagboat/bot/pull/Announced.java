package dev.tagboat.bot.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who said that an image was pushed.
 *
 * @param by for people, such as {@code hook main (harbor)}
 * @param at when it was heard, or when the sender says that it happened; null when nobody knows
 * @param pusher who pushed, as the sender names them; null when it does not say
 */
public record Announced(String by, @Nullable Instant at, @Nullable String pusher) {}
