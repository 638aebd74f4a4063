package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.HttpClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that asks us to slow down. */
class PausesTest extends FakeRegistry {
  private static final String TAGS = "/v2/acme/app/tags/list?n=1000";

  private final List<Duration> slept = new ArrayList<>();
  private Instant now = NOW;
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private void sleep(Duration pause) {
    slept.add(pause);
    now = now.plus(pause);
  }

  private OciRegistry patient() {
    Pauses pauses = new Pauses(Duration.ofSeconds(30), clock, this::sleep);
    RegistrySettings settings = RegistrySettings.of(host());
    return registry(settings, HttpClients.shared(), Memory.NONE, pauses, clock);
  }

  private static ResponseDefinitionBuilder slowDown(int status, String retryAfter) {
    ResponseDefinitionBuilder answer = aResponse().withStatus(status);
    return retryAfter.isEmpty() ? answer : answer.withHeader("Retry-After", retryAfter);
  }

  /** Answers so the given number of times, then with a list. */
  private void first(int times, ResponseDefinitionBuilder answer) {
    for (int i = 0; i <= times; i++) {
      server.stubFor(
          get(urlEqualTo(TAGS))
              .inScenario("pauses")
              .whenScenarioStateIs(i == 0 ? "Started" : "after " + i)
              .willSetStateTo("after " + (i + 1))
              .willReturn(i < times ? answer : aResponse().withBody("{\"tags\":[\"1\"]}")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aShortPauseIsWaitedFor(int status) {
    first(2, slowDown(status, "7"));

    assertThat(patient().tags(image())).containsExactly(new Tag("1"));
    assertThat(slept).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void withoutAStatedPauseEachIsTwiceTheLast() {
    first(3, slowDown(429, ""));

    assertThat(patient().tags(image())).containsExactly(new Tag("1"));
    assertThat(slept)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void afterFourTriesItIsGivenUp() {
    first(9, slowDown(429, "1"));

    assertThatThrownBy(() -> patient().tags(image())).isInstanceOf(TransientFault.class);
    server.verify(4, getRequestedFor(anyUrl()));
  }

  @Test
  void aLongPauseIsReportedAndTheRegistryLeftAloneUntilItIsOver() {
    first(1, slowDown(429, "600"));
    OciRegistry registry = patient();
    assertThatThrownBy(() -> registry.tags(image()))
        .isInstanceOfSatisfying(
            TransientFault.class,
            fault -> assertThat(fault.retryAfter()).contains(Duration.ofMinutes(10)));
    assertThatThrownBy(() -> registry.tags(image()))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("another 600 s");
    server.verify(1, getRequestedFor(anyUrl()));

    sleep(Duration.ofMinutes(10));
    assertThat(registry.tags(image())).containsExactly(new Tag("1"));
  }

  @Test
  void aRegistryThatIsNeverContentIsLeftAlone() {
    first(99, slowDown(429, "30"));
    OciRegistry registry = patient();
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> registry.tags(image())).isInstanceOf(TransientFault.class);
    }

    assertThat(slept).hasSize(8);
    server.verify(9, getRequestedFor(anyUrl()));
  }

  @Test
  void aServerErrorWithoutAStatedPauseIsNotWaitedFor() {
    first(1, slowDown(503, ""));

    assertThatThrownBy(() -> patient().tags(image())).isInstanceOf(TransientFault.class);
    assertThat(slept).isEmpty();
  }

  @Test
  void theServerNeverWaits() {
    first(1, slowDown(429, "1"));

    assertThatThrownBy(() -> registry(Memory.NONE).tags(image()))
        .isInstanceOfSatisfying(
            TransientFault.class,
            fault -> assertThat(fault.retryAfter()).contains(Duration.ofSeconds(1)));
  }

  private OciRegistry refusing() {
    RegistrySettings settings = RegistrySettings.of(host());
    Pauses pauses = Pauses.refusing(clock);
    return registry(settings, HttpClients.shared(), Memory.NONE, pauses, clock);
  }

  private Duration left(OciRegistry registry) {
    return catchThrowableOfType(TransientFault.class, () -> registry.tags(image()))
        .retryAfter()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aServersRegistryIsNotAskedWhileItWantsAPause(int status) {
    first(1, slowDown(status, "60"));
    OciRegistry registry = refusing();
    assertThat(left(registry)).isEqualTo(Duration.ofSeconds(60));
    now = now.plusSeconds(59);
    assertThat(left(registry)).isEqualTo(Duration.ofSeconds(1));
    server.verify(1, getRequestedFor(anyUrl()));

    now = now.plusSeconds(1);
    assertThat(registry.tags(image())).containsExactly(new Tag("1"));
    assertThat(slept).isEmpty();
  }

  @Test
  void withoutAStatedPauseAServerStaysAwayForTwiceAsLongEachTime() {
    first(12, slowDown(429, ""));
    OciRegistry registry = refusing();
    List<Long> away = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      assertThatThrownBy(() -> registry.tags(image())).isInstanceOf(TransientFault.class);
      Duration left = left(registry);
      away.add(left.toSeconds());
      now = now.plus(left);
    }

    assertThat(away).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 256L, 256L, 256L);
    server.verify(12, getRequestedFor(anyUrl()));
    assertThat(registry.tags(image())).containsExactly(new Tag("1"));
  }

  @Test
  void aLimitThatIsUsedUpIsHeededBeforeTheRegistryComplains() {
    server.stubFor(
        get(urlEqualTo(TAGS))
            .willReturn(
                aResponse()
                    .withBody("{\"tags\":[\"1\"]}")
                    .withHeader("RateLimit-Remaining", "0")
                    .withHeader("RateLimit-Reset", "20")));
    OciRegistry registry = refusing();
    assertThat(registry.tags(image())).containsExactly(new Tag("1"));
    assertThat(left(registry)).isEqualTo(Duration.ofSeconds(20));
    server.verify(1, getRequestedFor(anyUrl()));

    now = now.plusSeconds(20);
    assertThat(registry.tags(image())).containsExactly(new Tag("1"));
  }

  @Test
  void aPauseOfOneRegistryIsNotAnothers() {
    first(1, slowDown(429, "60"));
    elsewhere.stubFor(get(urlEqualTo(TAGS)).willReturn(aResponse().withBody("{\"tags\":[]}")));
    String other = "127.0.0.1:" + elsewhere.port();
    OciRegistry registry =
        new OciRegistry(
            new Endpoints(List.of(RegistrySettings.of(host()), RegistrySettings.of(other)), false),
            HttpClients.shared(),
            new Logins(Map.of(), home),
            Memory.NONE,
            Pauses.refusing(clock),
            clock);
    assertThatThrownBy(() -> registry.tags(image())).isInstanceOf(TransientFault.class);

    assertThat(registry.tags(ImageName.of(other, "acme/app").orElseThrow())).isEmpty();
  }
}
