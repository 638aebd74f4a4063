package dev.tagboat.bot.scan;

/**
 * A part of a scalar's value.
 *
 * @param scalar where the scalar starts in the file, a UTF-16 index
 * @param from first character of the value
 * @param to after the last character of the value
 */
public record Slice(int scalar, int from, int to) {}
