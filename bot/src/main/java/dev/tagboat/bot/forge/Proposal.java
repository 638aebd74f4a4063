package dev.tagboat.bot.forge;

/**
 * What a pull request is opened with.
 *
 * @param head our branch
 * @param base the branch it is to be merged into
 * @param title at most 256 characters
 * @param body Markdown, at most 65,536 characters
 */
public record Proposal(String head, String base, String title, String body, boolean draft) {}
