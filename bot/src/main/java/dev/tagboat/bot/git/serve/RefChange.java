package dev.tagboat.bot.git.serve;

import org.jspecify.annotations.Nullable;

/**
 * One ref that a push moves.
 *
 * @param ref the full name, such as {@code refs/heads/main}
 * @param oldId the object it pointed to, 40 hex digits; null when it is created
 * @param newId the object it is to point to; null when it is deleted
 */
public record RefChange(String ref, @Nullable String oldId, @Nullable String newId) {}
