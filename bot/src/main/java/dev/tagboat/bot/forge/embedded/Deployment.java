package dev.tagboat.bot.forge.embedded;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit that is brought to an environment.
 *
 * @param statuses oldest first
 */
record Deployment(
    long id,
    String sha,
    String ref,
    String task,
    String environment,
    @Nullable String description,
    String creator,
    Instant created,
    List<Status> statuses) {

  /** How it goes. */
  record Status(long id, String state, String description, String creator, Instant created) {}

  Deployment {
    statuses = List.copyOf(statuses);
  }
}
