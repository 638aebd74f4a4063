package dev.tagboat.bot.yaml;

/**
 * A comment.
 *
 * @param start UTF-16 index of its {@code #}
 * @param text with its {@code #}, without the line end
 */
public record Comment(int start, String text) {}
