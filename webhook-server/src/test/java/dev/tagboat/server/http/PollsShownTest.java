package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.OPERATOR;
import static dev.tagboat.server.http.Running.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.Polls;
import dev.tagboat.server.inbox.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator sees of images that are looked at now and then. */
final class PollsShownTest {
  private static final String FAILING = "tagboat_polls_failing ";
  private static final ImageName GOOD = ImageName.parse("r.io/good").orElseThrow();
  private static final ImageName BAD = ImageName.parse("r.io/bad").orElseThrow();
  private static final ImageName FORMER = ImageName.parse("r.io/a-former").orElseThrow();

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();

  private static ServerConfig config() {
    ServerConfig usual = Configs.standard();
    return new ServerConfig(
        usual.listen(),
        usual.database(),
        usual.hooks(),
        usual.registries(),
        usual.repositories(),
        usual.adminToken(),
        usual.front(),
        usual.data(),
        List.of(
            new Poll(GOOD, Poll.USUAL, Duration.ZERO, Poll.Tags.ALL),
            new Poll(BAD, Poll.USUAL, Duration.ZERO, Poll.Tags.ALL)));
  }

  private static JsonNode polls(Running running) {
    return json(running.get("/api/v1/polls", "Authorization", OPERATOR)).path("polls");
  }

  @Test
  void whatWentWrongIsShownUntilItWorksAgain() {
    try (Running running =
        new Running(
            config(),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of(),
            Sources.network(),
            clock)) {
      Polls inbox = new Polls(running.database, clock);
      List.of(GOOD, BAD, FORMER).forEach(image -> inbox.begin(image, clock.instant()));
      inbox.failed(FORMER, clock.instant(), "It is not looked at any more.");
      inbox.failed(BAD, clock.instant(), "The registry answered 502.");
      inbox.failed(BAD, clock.instant().plusSeconds(60), "The registry answered 503.");

      assertThat(polls(running).findValuesAsText("image")).containsExactly("r.io/bad", "r.io/good");
      assertThat(polls(running).at("/0/failures").asInt()).isEqualTo(2);
      assertThat(polls(running).at("/0/problem").asText()).isEqualTo("The registry answered 503.");
      assertThat(polls(running).at("/0/next").asText())
          .isEqualTo(clock.instant().plusSeconds(60).toString());
      assertThat(polls(running).at("/1/problem").isNull()).isTrue();
      assertThat(running.get("/metrics").body()).contains(FAILING + "1.0");

      inbox.done(BAD, inbox.memory(BAD), Set.of(), Map.of(), List.of(), clock.instant());
      clock.advance(Duration.ofSeconds(6));

      assertThat(polls(running).at("/0/problem").isNull()).isTrue();
      assertThat(running.get("/metrics").body()).contains(FAILING + "0.0");
    }
  }
}
