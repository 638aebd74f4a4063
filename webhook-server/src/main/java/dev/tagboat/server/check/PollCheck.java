package dev.tagboat.server.check;

import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.Repository;
import java.util.List;

/**
 * An image that is looked at now and then.
 *
 * @param interval between two looks, as ISO 8601 has it
 * @param repositories the config repos that follow it
 */
public record PollCheck(String image, String interval, List<String> repositories) {
  public PollCheck {
    repositories = List.copyOf(repositories);
  }

  static PollCheck of(Poll poll, List<Repository> repositories) {
    return new PollCheck(
        poll.image().toString(),
        poll.interval().toString(),
        repositories.stream()
            .filter(repository -> repository.follows(poll.image()))
            .map(Repository::key)
            .toList());
  }
}
