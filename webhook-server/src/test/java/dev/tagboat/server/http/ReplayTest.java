package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.BEARER;
import static dev.tagboat.server.http.Configs.SECRET;
import static dev.tagboat.server.http.Running.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.server.inbox.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries that come again, by mistake or on purpose. */
final class ReplayTest {
  @TempDir Path folder;
  private Running running;

  @BeforeEach
  void start() {
    running =
        new Running(Configs.standard(), TestDatabase.sqlite(folder), Limits.standard(), List.of());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private JsonNode main(String tag, int digest) {
    return json(
        running.post(
            "/hooks/main",
            Events.envelope(Events.push("acme/shop", tag, digest)),
            "Authorization",
            BEARER));
  }

  private static JsonNode receipt(int accepted, int duplicate) {
    return json(
        "{\"accepted\":%d,\"duplicate\":%d,\"ignored\":0,\"unreadable\":0}"
            .formatted(accepted, duplicate));
  }

  @Test
  void anOldDeliveryDoesNotMoveATagBack() {
    assertThat(main("latest", 1)).isEqualTo(receipt(1, 0));
    assertThat(main("latest", 2)).isEqualTo(receipt(1, 0));

    assertThat(main("latest", 1)).isEqualTo(receipt(0, 1));
    stop();
    start();
    assertThat(main("latest", 1)).isEqualTo(receipt(0, 1));
  }

  private HttpResponse<String> signed(String time, String tag) {
    String body = Events.generic("acme/shop", tag);
    return running.post(
        "/hooks/signed",
        body,
        "X-Timestamp",
        time,
        "X-Signature-256",
        Events.signature(SECRET, time + "." + body));
  }

  @Test
  void aSignedTimeMakesADeliveryOneOfAKind() {
    long now = Clock.systemUTC().instant().getEpochSecond();
    String first = Long.toString(now);
    String second = Long.toString(now + 1);

    assertThat(json(signed(first, "1.0"))).isEqualTo(receipt(1, 0));
    assertThat(json(signed(first, "1.0"))).isEqualTo(receipt(0, 1));
    assertThat(json(signed(first, "1.1"))).isEqualTo(receipt(1, 0));
    assertThat(json(signed(second, "1.2"))).isEqualTo(receipt(1, 0));
    assertThat(signed(Long.toString(now - 301), "1.3").statusCode()).isEqualTo(401);
  }
}
