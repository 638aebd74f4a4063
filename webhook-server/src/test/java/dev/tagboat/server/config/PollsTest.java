package dev.tagboat.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code polls:} of the configuration. */
class PollsTest {
  @TempDir Path folder;

  private List<Poll> polls(String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("tagboat-server.yaml"), yaml);
      return ConfigFile.read(file, name -> null).polls();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anImageIsLookedAtEveryFiveMinutesUnlessSaidOtherwise() {
    Poll poll = polls("polls: [{ image: registry.acme.io/acme/shop }]").get(0);

    assertThat(poll.image()).hasToString("registry.acme.io/acme/shop");
    assertThat(poll.interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(poll.jitter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(poll.tags().pass(new Tag("anything"))).isTrue();
  }

  @Test
  void aRegistryIsTheHostOfAllItsNames() {
    assertThat(
            polls(
                """
                polls:
                  - registry: Registry.acme.io:5000
                    images: [acme/shop, web]
                    interval: 2h
                    jitter: 1m
                    tags: { allow: '^v', ignore: [-rc, dev] }
                """))
        .extracting(poll -> poll.image() + " " + poll.interval() + " " + poll.jitter())
        .containsExactly(
            "registry.acme.io:5000/acme/shop PT2H PT1M", "registry.acme.io:5000/web PT2H PT1M");
  }

  @ParameterizedTest
  @CsvSource({"v1, true", "1, false", "v1-rc1, false", "v1-dev, false"})
  void tagsCountByRegularExpressions(String tag, boolean counts) {
    Poll poll = polls("polls: [{ image: r.io/a, tags: { allow: ^v, ignore: [-rc, dev] } }]").get(0);

    assertThat(poll.tags().pass(new Tag(tag))).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ interval: 5m } | 1:9: | either image or images",
        "{ image: r.io/a, images: [r.io/b] } | 1:9: | either image or images",
        "{ images: [] } | 1:9: | either image or images",
        "{ image: r.io/a:1.2 } | 1:18: | without a tag",
        "{ image: 'r.io/a/*' } | 1:18: | patterns are not possible",
        "{ image: r.io/a, registry: r.io } | 1:18: | not both",
        "{ image: a, registry: 'https://r.io' } | 1:18: | not a valid registry host",
        "{ image: a, interval: 5 minutes } | 1:31: | not a time",
        "{ image: a, interval: 1s } | 1:9: | between 30s and 7d",
        "{ image: a, interval: 8d } | 1:9: | between 30s and 7d",
        "{ image: a, jitter: 3m } | 1:9: | half of the interval",
        "{ image: a, tags: { allow: '(' } } | 1:36: | not a regular expression",
        "{ image: a, tags: { alow: x } } | 1:29: | allow",
        "{ images: [a, docker.io/library/b, b] } | 1: | polled twice",
      })
  void whatIsWrongIsSaidWithItsPlace(String entry, String place, String why) {
    Throwable fault = catchThrowable(() -> polls("polls: [" + entry + "]"));

    assertThat(fault).isInstanceOf(UserFault.class).hasMessageContaining(why);
    assertThat(String.valueOf(fault.getMessage())).contains("tagboat-server.yaml:" + place);
  }

  @Test
  void noImageIsPolledTwice() {
    assertThat(catchThrowable(() -> polls("polls: [{ image: a }, { image: docker.io/library/a }]")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("1:23: ")
        .hasMessageContaining("polled twice");
  }
}
