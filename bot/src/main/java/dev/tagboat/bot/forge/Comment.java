package dev.tagboat.bot.forge;

/**
 * A comment on a pull request.
 *
 * @param id higher for later ones
 * @param author the login
 */
public record Comment(long id, String author, String body) {}
