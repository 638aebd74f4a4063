package dev.tagboat.server.inbox;

import static dev.tagboat.server.inbox.Inboxes.digest;
import static dev.tagboat.server.inbox.Inboxes.intake;
import static dev.tagboat.server.inbox.Inboxes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InboxOnPostgresTest extends InboxSuite {
  @Override
  DatabaseConfig fresh(Path folder) {
    return TestDatabase.postgres();
  }

  @Test
  void twoServersAgreeOnWhoWasFirst() {
    DatabaseConfig shared = TestDatabase.postgres();
    try (Database one = Database.open(shared);
        Database two = Database.open(shared);
        GroupCommit first = new GroupCommit(one, Clock.systemUTC());
        GroupCommit second = new GroupCommit(two, Clock.systemUTC())) {
      int accepted =
          Stream.of(first, second, first, second)
              .parallel()
              .mapToInt(
                  door ->
                      door.store(intake(push("registry.acme.io/a/b", "1", digest(1)))).accepted())
              .sum();

      assertThat(accepted).isEqualTo(1);
      assertThat(new Views(one).pushes(PushFilter.newest(9))).hasSize(1);
    }
  }
}
