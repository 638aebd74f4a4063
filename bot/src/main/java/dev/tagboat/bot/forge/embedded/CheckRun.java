package dev.tagboat.bot.forge.embedded;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check of one commit.
 *
 * @param conclusion null until it is completed
 */
record CheckRun(
    long id,
    String sha,
    String name,
    String status,
    @Nullable String conclusion,
    Output output,
    @Nullable String detailsUrl,
    Instant started,
    @Nullable Instant completed) {

  record Output(@Nullable String title, @Nullable String summary, @Nullable String text) {}
}
