package dev.tagboat.server.assembly;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.registry.TestRegistries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a registry may do instead of confirming a tag, as it reads at {@code /api/v1/pushes/ID}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryTroubleTest {
  private static final String TAG = "1.4.2";
  private static final String GAVE_UP =
      "(gave up after 3 attempts; when that is mended, have the push tried again)";

  @TempDir static Path folder;

  private final StubRegistry registry = new StubRegistry();
  private final StubRegistry elsewhere = new StubRegistry();
  private final RudeServer rude = new RudeServer();
  private TroubleStage stage;

  @BeforeAll
  void start() {
    List<RegistrySettings> registries =
        List.of(
            TroubleParts.access(registry.host(), elsewhere.host()),
            TroubleParts.access(rude.host()));
    URI nobody = URI.create("http://127.0.0.1:1/acme/config.git");
    stage =
        TroubleStage.start(
            new TroubleParts(
                folder, registries, nobody, TroubleParts.PASSWORD, TroubleParts.ATTEMPTS),
            TestRegistries.asking(registries, impatient(), folder, Clock.systemUTC()));
  }

  /** The same rules as ever, but a silent server is left after a part of a second. */
  private static OkHttpClient impatient() {
    return HttpClients.shared()
        .newBuilder()
        .readTimeout(Duration.ofMillis(200))
        .callTimeout(Duration.ofSeconds(2))
        .build();
  }

  @AfterAll
  void stop() throws IOException {
    try {
      stage.assertDiscreet();
    } finally {
      stage.close();
      rude.close();
      elsewhere.close();
      registry.close();
    }
  }

  private JsonNode outcome(String path, ResponseDefinitionBuilder answer, String state)
      throws IOException {
    registry.server().stubFor(registry.asked(path).willReturn(answer));
    return stage.outcome(registry.host(), path, TAG, state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 |        | in no way that we know (basic, bearer). Check that this host is a container",
        "401 | Digest | in no way that we know (basic, bearer). Check that this host is a container",
        "401 | Basic realm=\"x\" | refuses our credentials. Check that they are right and may pull",
        "401 | Bearer realm=\"https://evil.example/token\" | which is not on its own site",
        "401 | Bearer service=\"x\" | does not say where to get one",
        "403 |        | Check that the credentials for it are right and may pull this repository",
        "400 |        | Check that this host is a container registry",
        "418 |        | Check that this host is a container registry",
      })
  void aRefusalFailsAtOnceAndSaysWhatToCheck(int status, String challenge, String sentence)
      throws IOException {
    ResponseDefinitionBuilder answer =
        aResponse().withStatus(status).withBody("go away, " + TroubleParts.PASSWORD.reveal());
    JsonNode push =
        outcome(
            path("refused", status + String.valueOf(challenge)),
            challenge == null ? answer : answer.withHeader("WWW-Authenticate", challenge),
            "failed");
    assertThat(TroubleStage.sentence(push)).contains(sentence);
    assertThat(push.path("attempts").asInt()).isEqualTo(1);
  }

  private static String path(String what, String of) {
    return "acme/" + what + "-" + Integer.toHexString(of.hashCode());
  }

  @Test
  void aTagThatDoesNotComeIsRefusedAfterSomePatience() throws IOException {
    JsonNode push = outcome("acme/missing", aResponse().withStatus(404), "refused");
    assertThat(TroubleStage.sentence(push))
        .contains("acme/missing:1.4.2 is not in the registry (yet)")
        .endsWith(GAVE_UP);
    assertThat(TroubleStage.history(push)).contains("waiting: ").contains("; asking again at ");
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "429"})
  void troubleThatPassesIsWaitedFor(int status) throws IOException {
    JsonNode push = outcome("acme/down-" + status, aResponse().withStatus(status), "failed");
    assertThat(TroubleStage.sentence(push))
        .contains(" answered " + status)
        .contains("It may answer again later.")
        .endsWith(GAVE_UP);
    assertThat(push.path("attempts").asInt()).isEqualTo(TroubleParts.ATTEMPTS);
  }

  @Test
  void theRegistrysOwnPauseIsKept() throws IOException {
    String path = "acme/limited";
    registry
        .server()
        .stubFor(
            registry
                .asked(path)
                .inScenario(path)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("over")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));
    assertThat(stage.announce(registry.host(), path, TAG)).isEqualTo(202);
    JsonNode waiting = stage.awaitHistory(registry.host(), path, TAG, "asking again at");
    assertThat(waiting.path("state").asText()).isEqualTo("received");
    assertThat(TroubleStage.sentence(waiting)).contains("429 (too many requests)");
    registry.server().verify(1, anyRequestedFor(urlMatching("/v2/" + path + "/.*")));
    stage.clock().advance(Duration.ofHours(1));
    JsonNode told = stage.awaitHistory(registry.host(), path, TAG, "confirmed");
    assertThat(told.path("confirmedDigest").asText()).isEqualTo(StubRegistry.DIGEST);
  }

  @Test
  void whatIsNoManifestIsRefused() throws IOException {
    assertThat(
            TroubleStage.sentence(
                outcome(
                    "acme/html",
                    aResponse().withHeader("Content-Type", "text/html").withBody("<html>Sorry"),
                    "refused")))
        .contains("is not a manifest (11 bytes of \"text/html\"); is this host a container");
    assertThat(
            TroubleStage.sentence(
                outcome("acme/json", StubRegistry.image().withBody("{\"a\":1}"), "refused")))
        .contains("is something else");
    assertThat(
            TroubleStage.sentence(
                outcome("acme/nothing", StubRegistry.image().withBody(""), "refused")))
        .contains("its storage, or a proxy on the way, is damaged or lies");
    assertThat(
            TroubleStage.sentence(
                outcome("acme/deep", aResponse().withBody("[".repeat(100_000)), "refused")))
        .contains("is not a manifest");
    assertThat(
            TroubleStage.sentence(
                outcome("acme/huge", aResponse().withBody("x".repeat(5 << 20)), "refused")))
        .contains("is larger than 4194304 bytes");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenConnectionIsTriedAgain(Fault fault) throws IOException {
    assertConnectionFailed(
        outcome(path("broken", fault.name()), aResponse().withFault(fault), "failed"));
  }

  @ParameterizedTest
  @CsvSource({"silent", "half-closed", "closed", "noise", "cut", "endless-headers"})
  void aRudeServerIsTriedAgain(String manner) throws IOException {
    assertConnectionFailed(stage.outcome(rude.host(), "acme/" + manner, TAG, "failed"));
  }

  private static void assertConnectionFailed(JsonNode push) {
    assertThat(TroubleStage.sentence(push))
        .startsWith("Could not ask http://127.0.0.1:")
        .contains("the connection failed (")
        .endsWith(GAVE_UP);
  }

  @Test
  void anEndlessAnswerIsCutOff() throws IOException {
    JsonNode push = stage.outcome(rude.host(), "acme/endless", TAG, "refused");
    assertThat(TroubleStage.sentence(push)).contains("is larger than 4194304 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://169.254.169.254/latest/meta-data | it is at a private or loopback address",
        "http://[::1]:9/v2/ | it is at a private or loopback address",
        "ftp://registry.example/ | it redirected to nowhere we can go. Check that this host is",
        "'' | it redirected more than 5 times. Check the host name.",
      })
  void aRedirectToWhereNothingIsToBeSoughtFails(String location, String sentence)
      throws IOException {
    JsonNode push =
        outcome(
            path("moved", location),
            aResponse().withStatus(307).withHeader("Location", location),
            "failed");
    assertThat(TroubleStage.sentence(push)).contains(sentence);
    assertThat(push.path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void credentialsDoNotFollowARedirect() throws IOException {
    String path = "acme/stored-elsewhere";
    registry
        .server()
        .stubFor(
            registry
                .asked(path)
                .withHeader("Authorization", absent())
                .willReturn(
                    aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=x")));
    registry
        .server()
        .stubFor(
            registry
                .asked(path)
                .withBasicAuth(TroubleParts.USER, TroubleParts.PASSWORD.reveal())
                .willReturn(
                    aResponse()
                        .withStatus(307)
                        .withHeader("Location", "http://" + elsewhere.host() + "/blob?sig=abc")));
    assertThat(stage.announce(registry.host(), path, TAG)).isEqualTo(202);
    stage.awaitHistory(registry.host(), path, TAG, "confirmed: the registry confirms sha256:");
    elsewhere.server().verify(2, anyRequestedFor(anyUrl()));
    elsewhere
        .server()
        .verify(
            0,
            anyRequestedFor(anyUrl())
                .withHeader(
                    "Authorization",
                    com.github.tomakehurst.wiremock.client.WireMock.matching(".*")));
  }
}
