package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.report.Progress;
import dev.tagboat.applier.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusPortTest {
  private Instant now = Instant.ofEpochSecond(1_000_000);

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private final Progress progress = new Progress(clock, Duration.ofMinutes(10));
  private final StatusPort port =
      StatusPort.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), progress);

  @AfterEach
  void stop() {
    port.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void isReadyAfterTheFirstGoodLook() throws Exception {
    progress.looked(false);
    int before = get("/readyz").statusCode();

    progress.looked(true);

    assertThat(before).isEqualTo(503);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void isAliveWhileItLooks() throws Exception {
    int before = get("/healthz").statusCode();

    now = now.plus(Duration.ofMinutes(11));

    assertThat(before).isEqualTo(200);
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
  }

  @Test
  void showsFigures() throws Exception {
    progress.looked(true);
    progress.looked(false);
    progress.reported(Report.stopped(Optional.empty(), List.of("x")), Duration.ofMillis(1_250));

    assertThat(get("/metrics").body())
        .contains(
            "tagboat_applier_last_success_timestamp_seconds 1000000\n",
            "# TYPE tagboat_applier_failures_total counter\ntagboat_applier_failures_total 1\n",
            "tagboat_applier_last_run_seconds 1.250\n",
            "tagboat_applier_memory_bytes ",
            "tagboat_applier_memory_peak_bytes ",
            "tagboat_applier_objects{action=\"failed\"} 0\n",
            "tagboat_applier_drifted_objects 0\n");
  }

  @Test
  void otherPathsAreNotThere() throws Exception {
    assertThat(get("/healthz/x").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
  }
}
