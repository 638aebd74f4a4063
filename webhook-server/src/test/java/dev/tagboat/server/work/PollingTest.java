package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Polls as part of all workers, on both databases. */
class PollingTest extends WorkersBase {
  private void polled() {
    polls = List.of(new Poll(WEB, Poll.USUAL, Duration.ZERO, Poll.Tags.ALL));
    registry.tags.put(new Tag("1.4.2"), new Digest(Inboxes.digest(1)));
    registry.tags.put(new Tag("1.4.1"), new Digest(Inboxes.digest(2)));
    watcher = (target, image, tags) -> Set.of(new Tag("1.4.2"));
  }

  @ParameterizedTest
  @EnumSource
  void whatALookFindsGoesTheWayOfEveryPush(Kind kind) {
    polled();
    Server server = start(kind.create(folder), CONFIG);
    server.inbox().await("1.4.2", PushState.PROPOSED);

    assertThat(server.inbox().steps("1.4.2")).startsWith("received", "confirmed");
    assertThat(server.inbox().history()).contains("by hook (poll)").doesNotContain("1.4.1");
  }

  @Test
  void oneOfTwoServersLooks() {
    polled();
    DatabaseConfig shared = Kind.POSTGRESQL.create(folder);
    Server first = start(shared, CONFIG);
    start(shared, CONFIG);
    first.inbox().await("1.4.2", PushState.PROPOSED);

    assertThat(registry.lists).hasValue(1);
    assertThat(first.inbox().steps("1.4.2")).containsOnlyOnce("received");
  }
}
