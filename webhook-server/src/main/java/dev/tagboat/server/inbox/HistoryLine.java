package dev.tagboat.server.inbox;

import java.time.Instant;

/**
 * A line of a push's history that is yet to be stored.
 *
 * @param at when it happened
 * @param step one word, such as {@code committed}
 * @param detail for people
 */
public record HistoryLine(Instant at, String step, String detail) {}
