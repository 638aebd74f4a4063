package dev.tagboat.bot.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.registry.RawPush;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that go by what images say of themselves. In front of the registry stands a counter. */
class CheckFactsTest {
  private static final String EPOCH = "1970-01-01T00:00:00Z";
  private static final String DETAILS = "/v2/acme/app/(manifests|blobs)/.*";

  @TempDir Path dir;
  @TempDir Path cache;

  private final EmbeddedRegistry registry =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());
  private final RawPush push = new RawPush(registry.host(), "acme/app");
  private final WireMockServer counter =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeEach
  void start() {
    counter.start();
    counter.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom("http://" + registry.host())));
  }

  @AfterEach
  void stop() {
    counter.stop();
    registry.close();
  }

  private static String daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days)).toString();
  }

  private Cli check(String version, String rule, String... more) {
    String host = "127.0.0.1:" + counter.port();
    ConfigRepoDir repo =
        new ConfigRepoDir(dir)
            .with("values.yaml", "image: " + host + "/acme/app:" + version + "\n")
            .with(
                ".tagboat.yaml",
                "version: 1\nimages: [{name: '" + host + "/acme/app', " + rule + "}]\n");
    String[] args = new String[more.length + 6];
    System.arraycopy(more, 0, args, 6, more.length);
    args[0] = "check";
    args[1] = repo.dir();
    args[2] = "--registry";
    args[3] = host;
    args[4] = "-o";
    args[5] = "json";
    return Cli.run(Map.of("XDG_CACHE_HOME", cache.toString()), "", args);
  }

  private void asked(int heads, int gets) {
    counter.verify(heads, headRequestedFor(anyUrl()));
    counter.verify(gets, getRequestedFor(urlPathMatching(DETAILS)));
  }

  @Test
  void theNewestIsTheOneThatWasMadeLast() {
    push.image("main-c0ffee1", daysAgo(9));
    push.image("main-badcafe", daysAgo(2));
    push.image("main-fedcba9", daysAgo(5));
    push.image("pr-1", daysAgo(1));

    Cli run = check("main-c0ffee1", "policy: newest, allow: '^main-'");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"candidate\":\"main-badcafe\"", "not-allowed");
    asked(3, 6);
  }

  @Test
  void whatWasReadOnceIsKnownByItsDigest() {
    push.image("a", daysAgo(9));
    push.image("b", daysAgo(2));
    String first = check("a", "policy: newest").out();
    asked(2, 4);

    assertThat(check("a", "policy: newest").out()).isEqualTo(first);
    asked(4, 4);
    check("a", "policy: newest", "--no-cache");
    asked(6, 8);
  }

  @Test
  void aPinnedPlaceIsAsOldAsTheImageItHas() {
    Digest old = push.image("stable", daysAgo(9));
    push.image("stable", daysAgo(1));
    push.image("other", daysAgo(5));

    assertThat(check("stable@" + old, "policy: newest, ignore: stable").out())
        .contains("\"candidate\":\"other@");
  }

  @Test
  void anImageWithoutATimeIsNoNewest() {
    push.image("a", daysAgo(9));
    push.image("z", EPOCH);

    assertThat(check("a", "policy: newest").out())
        .contains("\"candidate\":null", "\"kind\":\"age-unknown\"");
    assertThat(check("z", "policy: newest").out()).contains("\"candidate\":null");
  }

  @Test
  void tooYoungOnesAreLeftToRipen() {
    push.image("1.0.0", daysAgo(30));
    push.image("1.1.0", daysAgo(20));
    push.image("1.2.0", daysAgo(4));
    push.image("1.3.0", daysAgo(1));

    String out = check("1.0.0", "policy: semver, minimum-age: 3d").out();

    assertThat(out).contains("\"candidate\":\"1.2.0\"", "\"kind\":\"too-young\",\"count\":1");
  }

  @Test
  void onlyTheHighestAreAskedForTheirAge() {
    for (int i = 0; i < 40; i++) {
      push.image("1.0." + i, daysAgo(60 - i));
    }

    assertThat(check("1.0.0", "policy: semver, minimum-age: 3d").out())
        .contains("\"candidate\":\"1.0.39\"")
        .doesNotContain("age-unknown");
    asked(4, 8);
  }

  @Test
  void aPlatformThatIsMissingIsNoUpdate() {
    push.image("1.0.0", daysAgo(9));
    Digest amd = push.manifest("", RawPush.config(daysAgo(5), "linux", "amd64"), "");
    Digest arm = push.manifest("", RawPush.config(daysAgo(5), "linux", "arm64"), "");
    push.index(
        "1.1.0",
        List.of(
            RawPush.child(amd, RawPush.platform("linux", "amd64")),
            RawPush.child(arm, RawPush.platform("linux", "arm64"))),
        "");
    push.image("1.2.0", daysAgo(4));

    assertThat(check("1.0.0", "policy: semver, platforms: [linux/arm64]").out())
        .contains("\"candidate\":\"1.1.0\"", "\"kind\":\"platform-missing\",\"count\":1");
  }

  @Test
  void aMovedTagRipensToo() {
    Digest old = push.image("stable", daysAgo(9));
    Digest young = push.image("stable", daysAgo(1));

    assertThat(check("stable@" + old, "policy: digest, minimum-age: 3d").out())
        .contains("\"candidate\":null");
    assertThat(check("stable@" + old, "policy: digest, minimum-age: 1h").out())
        .contains("\"candidate\":\"stable@" + young);
  }

  @Test
  void anAnswerThatCouldDecideAndDoesNotComeLeavesThePlaceOpen() {
    push.image("1.0.0", daysAgo(9));
    push.image("1.1.0", daysAgo(8));
    counter.stubFor(
        any(urlPathEqualTo("/v2/acme/app/manifests/1.1.0"))
            .atPriority(1)
            .willReturn(aResponse().withStatus(500)));

    Cli run = check("1.0.0", "policy: semver, minimum-age: 3d");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("not known: the registry could not be asked");
    assertThat(run.err()).contains("500");
  }

  @Test
  void moreThanTwoHundredTagsAreNotAsked() {
    StringBuilder tags = new StringBuilder("\"0\"");
    for (int i = 1; i <= 201; i++) {
      tags.append(",\"t").append(i).append('"');
    }
    counter.stubFor(
        get(urlPathEqualTo("/v2/acme/app/tags/list"))
            .atPriority(1)
            .willReturn(aResponse().withBody("{\"tags\":[" + tags + "]}")));

    assertThat(check("0", "policy: newest").out())
        .contains("\"candidate\":null", "more than 200", "allow");
    asked(0, 0);
  }
}
