package dev.tagboat.server.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.embedded.RecordedRequest;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.work.Pauses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Many pushes, posted to two servers with one PostgreSQL in turn, which propose them to config
 * repos on one forge.
 *
 * @param pushes in all; each image has as many tags as that makes
 */
record Storm(int pushes, int images, int repos, long seed) {
  private static final int WAVES = 10;
  private static final int SENDERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Pauses.Patience PAUSES =
      new Pauses.Patience(
          new Pauses(Duration.ofMillis(50), Duration.ofSeconds(1), 200),
          new Pauses(Duration.ofMillis(50), Duration.ofSeconds(1), 200));

  /**
   * How it ended.
   *
   * @param visible all that people can see on the forge
   * @param opened how often the forge was asked to open a pull request
   * @param pushed how often git was pushed to it
   * @param unfinished pushes that did not come to a good end
   * @param met how many faults happened
   */
  record End(List<String> visible, long opened, long pushed, List<String> unfinished, long met) {
    End {
      visible = List.copyOf(visible);
      unfinished = List.copyOf(unfinished);
    }
  }

  End run(Path folder, StubRegistry registry, Weather weather, int requests) {
    try (StormRepos config =
        new StormRepos(folder.resolve("forge"), repos, images, registry.host())) {
      weather.over(config.forge().faults(), requests);
      DatabaseConfig database = TestDatabase.postgres();
      try (TagboatServer one = server(config, registry, database, folder.resolve("one"));
          TagboatServer two = server(config, registry, database, folder.resolve("two"))) {
        ApiClient api = new ApiClient(one.port(), TroubleParts.ADMIN.reveal());
        for (List<String> wave : waves(registry.host())) {
          post(wave, one.port(), two.port());
          ApiClient.await(
              "all to come to an end", PATIENCE, () -> all(api).noneMatch(Storm::waits));
        }
        List<String> unfinished =
            all(api)
                .filter(push -> !Set.of("proposed", "declined").contains(state(push)))
                .map(JsonNode::toString)
                .toList();
        List<RecordedRequest> asked = config.forge().requests();
        long met = weather.faults() - Weather.faults(config.forge().faults().pending());
        config.forge().faults().clear();
        return new End(
            config.end(),
            asked.stream()
                .filter(r -> r.method().equals("POST") && r.path().endsWith("/pulls"))
                .count(),
            asked.stream().filter(r -> r.path().endsWith("/git-receive-pack")).count(),
            unfinished,
            met);
      }
    }
  }

  private static Stream<JsonNode> all(ApiClient api) {
    try {
      return api.pushes().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String state(JsonNode push) {
    return push.path("state").asText();
  }

  private static boolean waits(JsonNode push) {
    return Set.of("received", "confirmed").contains(state(push));
  }

  // In waves, so that what one opened the next one moves. The order in a wave is the same each
  // time, but for what the senders make of it.
  private List<List<String>> waves(String registry) {
    List<String> events = new ArrayList<>();
    for (int push = 0; push < pushes; push++) {
      events.add(
          "{\"image\":\"%s/acme/app-%d\",\"tag\":\"1.0.%d\"}"
              .formatted(registry, push % images, 1 + push / images));
    }
    Collections.shuffle(events, new Random(seed));
    int size = Math.max(1, pushes / WAVES);
    List<List<String>> waves = new ArrayList<>();
    for (int from = 0; from < pushes; from += size) {
      waves.add(events.subList(from, Math.min(pushes, from + size)));
    }
    return waves;
  }

  private static void post(List<String> events, int one, int other) {
    int half = events.size() / 2;
    try (StubbornSenders some = senders(one, events.subList(0, half));
        StubbornSenders others = senders(other, events.subList(half, events.size()))) {
      some.awaitAnswers(half);
      others.awaitAnswers(events.size() - half);
    }
  }

  private static StubbornSenders senders(int port, List<String> events) {
    ApiClient api = new ApiClient(port, TroubleParts.ADMIN.reveal());
    StubbornSenders senders =
        new StubbornSenders(api, "/hooks/ci", TroubleParts.HOOK.reveal(), events, SENDERS);
    senders.allow(events.size());
    return senders;
  }

  private static TagboatServer server(
      StormRepos config, StubRegistry registry, DatabaseConfig database, Path data) {
    String host = registry.host();
    List<Repository> repositories = new ArrayList<>();
    for (int repo = 0; repo < config.count(); repo++) {
      repositories.add(
          new Repository(
              config.cloneUrl(repo),
              "main",
              ForgeAccess.github(null, StormRepos.TOKEN),
              Repository.CommitMode.AUTO,
              config.imagesOf(repo).stream()
                  .map(image -> ImagePattern.parse(host + "/acme/app-" + image))
                  .toList(),
              null));
    }
    Hook hook =
        new Hook(
            "ci",
            HookType.GENERIC,
            AuthKind.BEARER,
            List.of(TroubleParts.HOOK),
            host,
            List.of(ImagePattern.parse(host + "/acme/*")));
    ServerConfig whole =
        new ServerConfig(
            new Listen("127.0.0.1", 0),
            database,
            List.of(hook),
            List.of(TroubleParts.access(host)),
            repositories,
            TroubleParts.ADMIN,
            data);
    return TagboatServer.start(whole, PAUSES, Clock.systemUTC());
  }
}
