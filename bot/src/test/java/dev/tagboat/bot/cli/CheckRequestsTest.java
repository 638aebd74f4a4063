package dev.tagboat.bot.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Path;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, and what is not. */
class CheckRequestsTest {
  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String MANIFEST =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
      "config":{"mediaType":"application/vnd.oci.image.config.v1+json"},"layers":[]}""";
  private static final String DIGEST = "sha256:" + ByteString.encodeUtf8(MANIFEST).sha256().hex();
  private static final String OTHER = "sha256:" + "a".repeat(64);
  private static final String TAGS = "/v2/acme/app/tags/list";

  @TempDir Path dir;
  @TempDir Path cache;

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private String host() {
    return "127.0.0.1:" + server.port();
  }

  private void hasTag(String tag) {
    server.stubFor(
        head(urlEqualTo("/v2/acme/app/manifests/" + tag))
            .willReturn(aResponse().withHeader("Docker-Content-Digest", DIGEST)));
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/manifests/" + DIGEST))
            .willReturn(aResponse().withHeader("Content-Type", TYPE).withBody(MANIFEST)));
  }

  private void lists(ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlPathEqualTo(TAGS)).willReturn(answer));
  }

  private static ResponseDefinitionBuilder list() {
    return aResponse().withBody("{\"tags\":[\"1.4.1\",\"1.4.2\"]}");
  }

  private ConfigRepoDir repo(String version) {
    return new ConfigRepoDir(dir)
        .with("values.yaml", "image: " + host() + "/acme/app:" + version + "\n");
  }

  private ConfigRepoDir repo(String version, String rule) {
    return repo(version)
        .with(
            ".tagboat.yaml",
            "version: 1\nimages: [{name: '" + host() + "/acme/app', " + rule + "}]\n");
  }

  private Cli check(ConfigRepoDir repo, String... more) {
    String[] args = new String[more.length + 6];
    System.arraycopy(more, 0, args, 6, more.length);
    args[0] = "check";
    args[1] = repo.dir();
    args[2] = "--registry";
    args[3] = host();
    args[4] = "-o";
    args[5] = "json";
    return Cli.run(Map.of("XDG_CACHE_HOME", cache.toString()), "", args);
  }

  @Test
  void theTagThatAnExactPolicyNamesIsOnlyLookedUp() {
    hasTag("1.4.2");

    assertThat(check(repo("1.4.1", "policy: exact, range: 1.4.2")).out())
        .contains("\"candidate\":\"1.4.2\",\"accepted\":true");
    server.verify(1, headRequestedFor(anyUrl()));
    server.verify(0, getRequestedFor(urlPathEqualTo(TAGS)));
  }

  @Test
  void anExactTagThatIsNotThereIsSaidSo() {
    assertThat(check(repo("1.4.1", "policy: exact, range: 1.4.2")).out())
        .contains("\"candidate\":null", "is not in the registry");
  }

  @Test
  void aPinnedPlaceOfAFixedTagIsOnlyComparedByDigest() {
    hasTag("stable");

    assertThat(check(repo("stable@" + OTHER, "policy: digest")).out())
        .contains("\"candidate\":\"stable@" + DIGEST + "\"", "points to another image now");
    assertThat(check(repo("stable@" + DIGEST)).out()).contains("\"candidate\":null");
    server.verify(0, getRequestedFor(urlPathEqualTo(TAGS)));
  }

  @Test
  void aPinnedPlaceThatIsUpToDateCostsOneHead() {
    hasTag("stable");

    assertThat(check(repo("stable@" + DIGEST)).out()).contains("\"candidate\":null");
    server.verify(1, headRequestedFor(anyUrl()));
    server.verify(0, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy: never",
        "policy: digest",
        "policy: exact, range: latest",
        "policy: numeric",
        "policy: semver",
        "policy: auto"
      })
  void whereNoAnswerCouldChangeAnythingNobodyIsAsked(String rule) {
    Cli run = check(repo("latest", rule));

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"candidate\":null");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void anUnchangedListIsNotSentAgain() {
    lists(list().withHeader("ETag", "\"v1\""));
    String first = check(repo("1.4.1")).out();
    server.stubFor(
        get(urlPathEqualTo(TAGS))
            .withHeader("If-None-Match", equalTo("\"v1\""))
            .atPriority(1)
            .willReturn(aResponse().withStatus(304)));

    assertThat(check(repo("1.4.1")).out()).isEqualTo(first).contains("\"candidate\":\"1.4.2\"");
    server.verify(1, getRequestedFor(anyUrl()).withHeader("If-None-Match", equalTo("\"v1\"")));
  }

  @Test
  void withoutTheCacheNothingIsKeptOrUsed() {
    lists(list().withHeader("ETag", "\"v1\""));
    check(repo("1.4.1"), "--no-cache");
    check(repo("1.4.1"), "--no-cache");

    server.verify(0, getRequestedFor(anyUrl()).withHeader("If-None-Match", equalTo("\"v1\"")));
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void aShortPauseIsKeptAndALongOneReported() {
    lists(aResponse().withStatus(429).withHeader("Retry-After", "0"));
    server.stubFor(
        get(urlPathEqualTo(TAGS))
            .inScenario("once")
            .whenScenarioStateIs("Started")
            .willSetStateTo("asked")
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "0")));
    server.stubFor(
        get(urlPathEqualTo(TAGS))
            .inScenario("once")
            .whenScenarioStateIs("asked")
            .willReturn(list()));
    assertThat(check(repo("1.4.1")).out()).contains("\"candidate\":\"1.4.2\"");

    lists(aResponse().withStatus(429).withHeader("Retry-After", "600"));
    Cli run = check(repo("1.4.1"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("429 (too many requests)");
    assertThat(run.out()).contains("not known: the registry could not be asked");
  }
}
