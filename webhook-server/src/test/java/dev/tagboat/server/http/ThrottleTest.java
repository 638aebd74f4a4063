package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.BEARER;
import static dev.tagboat.server.http.Running.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.config.AddressRange;
import dev.tagboat.server.config.Front;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.TestDatabase;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often one address may call one hook, and who that is behind a proxy. */
final class ThrottleTest {
  private static final String FORWARDED = "X-Forwarded-For";

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final Deque<Running> open = new ArrayDeque<>();

  private Running start(Front.Rate rate, String... proxies) {
    ServerConfig usual = Configs.standard();
    Front front =
        new Front(2 << 20, rate, Arrays.stream(proxies).map(AddressRange::parse).toList());
    ServerConfig config =
        new ServerConfig(
            usual.listen(),
            usual.database(),
            usual.hooks(),
            usual.registries(),
            usual.repositories(),
            usual.adminToken(),
            front,
            usual.data(),
            List.of());
    Running running =
        new Running(
            config,
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of(),
            Sources.network(),
            clock);
    open.push(running);
    return running;
  }

  @AfterEach
  void stop() {
    open.forEach(Running::close);
  }

  private static HttpResponse<String> send(Running running, String hook, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = BEARER;
    return running.post("/hooks/" + hook, Events.generic("acme/shop", "1.0"), all);
  }

  private static List<Integer> statuses(int count, Running running, String... headers) {
    return IntStream.range(0, count)
        .mapToObj(i -> send(running, "ci", headers).statusCode())
        .toList();
  }

  @Test
  void theForgesEventsAreCountedLikeThoseOfAHook() {
    Running running = start(new Front.Rate(2, 3, true));

    assertThat(IntStream.range(0, 4).map(i -> running.post("/forge-events", "{}").statusCode()))
        .containsExactly(401, 401, 401, 429);
    assertThat(statuses(1, running)).as("a hook has a count of its own").containsExactly(202);
  }

  @Test
  void whoCallsTooOftenIsToldWhenToComeBack() {
    Running running = start(new Front.Rate(2, 3, true));

    assertThat(statuses(4, running)).containsExactly(202, 202, 202, 429);
    HttpResponse<String> refused = send(running, "ci");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(error(refused)).isEqualTo("Too many requests from this address; come back later.");
    assertThat(running.get("/metrics").body())
        .contains("tagboat_hook_requests_total{hook=\"ci\",result=\"too-many\"} 2.0");
    clock.advance(Duration.ofSeconds(1));
    assertThat(statuses(3, running)).containsExactly(202, 202, 429);
  }

  @Test
  void otherHooksAndTheApiAreNotConcerned() {
    Running running = start(new Front.Rate(1, 1, true));

    assertThat(statuses(2, running)).containsExactly(202, 429);
    assertThat(send(running, "main").statusCode()).isEqualTo(202);
    assertThat(running.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void guessingIsLimitedToo() {
    Running running = start(new Front.Rate(1, 2, true));

    for (int status : new int[] {401, 401, 429}) {
      assertThat(running.post("/hooks/ci", "{}", "Authorization", "Bearer x").statusCode())
          .isEqualTo(status);
    }
    for (int status : new int[] {404, 404, 429}) {
      assertThat(running.post("/hooks/none" + status, "{}").statusCode()).isEqualTo(status);
    }
  }

  @Test
  void thisMachinesOwnProgramsAreOnlyLimitedWhenThatIsConfigured() {
    Running running = start(new Front.Rate(1, 1, false), "127.0.0.0/8", "::1");

    assertThat(statuses(3, running)).containsOnly(202);
    assertThat(statuses(2, running, FORWARDED, "203.0.113.7")).containsExactly(202, 429);
  }

  @Test
  void behindATrustedProxyEveryClientHasItsOwnShare() {
    Running running = start(new Front.Rate(1, 1, false), "127.0.0.0/8", "10.0.0.0/8");

    assertThat(statuses(2, running, FORWARDED, "203.0.113.7")).containsExactly(202, 429);
    assertThat(statuses(2, running, FORWARDED, "203.0.113.8, 10.1.2.3")).containsExactly(202, 429);
    assertThat(statuses(2, running, FORWARDED, "2001:db8::1")).containsExactly(202, 429);
    assertThat(statuses(1, running, FORWARDED, "2001:db8::2")).containsExactly(429);
    assertThat(statuses(1, running, FORWARDED, "2001:db8:0:1::1")).containsExactly(202);
  }

  @Test
  void aProxyMayAddThePortsOfClients() {
    Running running = start(new Front.Rate(1, 1, true), "127.0.0.1");

    assertThat(statuses(1, running, FORWARDED, "192.0.2.1:4711")).containsExactly(202);
    assertThat(statuses(1, running, FORWARDED, "192.0.2.1:4712")).containsExactly(429);
    assertThat(statuses(1, running, FORWARDED, "192.0.2.2:4711")).containsExactly(202);
    assertThat(statuses(1, running, FORWARDED, "[2001:db8::1]:4711")).containsExactly(202);
    assertThat(statuses(1, running, FORWARDED, "2001:db8::1")).containsExactly(429);
  }

  @Test
  void whatAClientWritesItselfIsNotBelieved() {
    Running running = start(new Front.Rate(1, 1, false), "127.0.0.0/8");

    assertThat(statuses(1, running, FORWARDED, "198.51.100.1, 203.0.113.7")).containsExactly(202);
    assertThat(statuses(1, running, FORWARDED, "198.51.100.2, 203.0.113.7")).containsExactly(429);
    assertThat(statuses(1, running, FORWARDED, "nonsense, 203.0.113.7")).containsExactly(429);
  }

  @Test
  void withoutTrustedProxiesNobodyIsBelieved() {
    Running running = start(new Front.Rate(1, 1, true));

    assertThat(statuses(1, running, FORWARDED, "203.0.113.7")).containsExactly(202);
    assertThat(statuses(1, running, FORWARDED, "203.0.113.8")).containsExactly(429);
  }

  @Test
  void manyAddressesTakeBoundedMemory() throws Exception {
    Throttle throttle = new Throttle(new Front(1, new Front.Rate(1, 1, true), List.of()), clock);
    for (int i = 0; i < 50_000; i++) {
      InetAddress client =
          InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i});
      assertThat(throttle.take(client, "ci")).isTrue();
    }

    assertThat(throttle.size()).isEqualTo(10_000);
  }
}
