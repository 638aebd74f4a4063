package dev.tagboat.bot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private static Response answer(String... headers) {
    Response.Builder answer =
        new Response.Builder()
            .request(new Request.Builder().url("https://registry.acme.example/v2/").build())
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("");
    for (int i = 0; i < headers.length; i += 2) {
      answer.header(headers[i], headers[i + 1]);
    }
    return answer.build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ratelimit-remaining | 76;w=21600 | 76",
        "RateLimit-Remaining | 0 | 0",
        "RateLimit | limit=100, remaining=5, reset=30 | 5",
        "RateLimit | \"default\";r=5;t=30 | 5",
      })
  void readsHowManyAreLeft(String name, String value, long left) {
    assertThat(RateLimit.of(answer(name, value)))
        .hasValueSatisfying(limit -> assertThat(limit.remaining()).isEqualTo(left));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RateLimit | remaining=5, reset=30 | 30",
        "RateLimit | \"default\";r=5;t=30 | 30",
        "RateLimit | r=5;t=999999999 | 3600",
        "RateLimit | r=5;t=0 | 1",
      })
  void readsHowLongItTakes(String name, String value, long seconds) {
    assertThat(RateLimit.of(answer(name, value)).flatMap(RateLimit::reset))
        .contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "99999999999999999999", "remaining=", "burst=5"})
  void whatCannotBeReadSaysNothing(String value) {
    assertThat(RateLimit.of(answer("RateLimit-Remaining", value))).isEmpty();
    assertThat(RateLimit.of(answer("RateLimit", value))).isEmpty();
  }

  @Test
  void dockerHubDoesNotSayWhenThereAreMore() {
    assertThat(RateLimit.of(answer("ratelimit-remaining", "0;w=21600")))
        .contains(new RateLimit(0, Optional.empty()));
  }
}
