package dev.tagboat.bot.forge.embedded;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One report about a commit.
 *
 * @param state {@code error}, {@code failure}, {@code pending} or {@code success}
 */
record CommitStatus(
    long id,
    String sha,
    String state,
    String context,
    @Nullable String description,
    @Nullable String targetUrl,
    String creator,
    Instant created) {}
