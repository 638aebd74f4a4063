package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.registry.RawPush;
import dev.tagboat.bot.registry.TestImages;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import dev.tagboat.bot.run.ConfigRepoFixture;
import dev.tagboat.bot.signature.TestSigner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command makes of a rule that asks for signatures, against a real registry. */
class SignedImagesTest {
  @TempDir Path dir;
  @TempDir Path home;

  private final EmbeddedRegistry registry =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());
  private final TestSigner signer = TestSigner.ecdsa();

  @BeforeEach
  void push() {
    TestImages.push(registry.host(), "acme/app", "1.4.1");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Digest pushNext() {
    return TestImages.push(registry.host(), "acme/app", "1.4.2");
  }

  private void sign(Digest digest, TestSigner by) {
    String payload = TestSigner.payload(registry.host() + "/acme/app", digest);
    new RawPush(registry.host(), "acme/app").signature(digest, payload, by.sign(payload));
  }

  private Map<String, String> files() {
    return Map.of(
        "values.yaml",
        "image: " + registry.host() + "/acme/app:1.4.1\n",
        "keys/cosign.pub",
        signer.pem(),
        ".tagboat.yaml",
        "images: [{name: \"**\", verify: {cosign: {key: keys/cosign.pub}}}]\n");
  }

  private ConfigRepoDir directory() {
    ConfigRepoDir repo = new ConfigRepoDir(dir);
    files().forEach(repo::with);
    return repo;
  }

  private Cli cli(String... args) {
    return Cli.run(Map.of("XDG_CACHE_HOME", home.toString()), "", args);
  }

  private Cli check() {
    return cli("check", directory().dir(), "--registry", registry.host(), "-o", "json");
  }

  private String image(String tag) {
    return registry.host() + "/acme/app:" + tag;
  }

  @Test
  void checkListsWhatIsSignedAsAnUpdate() {
    sign(pushNext(), signer);

    assertThat(check().out())
        .contains(
            "\"candidate\":\"1.4.2\",\"accepted\":true",
            "1.4.2 is newer than 1.4.1; signed by keys/cosign.pub");
  }

  @Test
  void checkSaysOfWhatIsNotSignedThatItIsNot() {
    pushNext();

    assertThat(check().out())
        .contains(
            "\"candidate\":null,\"accepted\":false",
            "1.4.2: the rule wants a signature by keys/cosign.pub, but the registry has no"
                + " signature of it");
  }

  @Test
  void checkSaysOfWhatSomebodyElseSignedThatItIsNot() {
    sign(pushNext(), TestSigner.ecdsa());

    assertThat(check().out())
        .contains("\"accepted\":false", "but its signature is not by keys/cosign.pub");
  }

  @Test
  void explainNamesTheKey() {
    String repo = directory().dir();

    assertThat(cli("explain", image("1.4.2"), "--dir", repo, "-o", "json").out())
        .contains("\"accepted\":false", "but nobody asked the registry for the digest");
    assertThat(
            cli(
                    "explain",
                    image("1.4.2") + "@sha256:" + "a".repeat(64),
                    "--dir",
                    repo,
                    "-o",
                    "json")
                .out())
        .contains("\"accepted\":false", "but nobody asked the registry who signed it");
    assertThat(cli("explain", registry.host() + "/acme/app", "--dir", repo, "-o", "json").out())
        .contains("would go there, if it is signed by keys/cosign.pub");
  }

  @Test
  void bumpIsOfflineAndRefuses() {
    Cli run = cli("bump", image("1.4.2"), "--dir", directory().dir());

    assertThat(run.err() + run.out()).contains("the rule wants a signature by keys/cosign.pub");
    assertThat(dir.resolve("values.yaml")).content().contains(":1.4.1");
  }

  @Test
  void proposeOpensAPullRequestForWhatIsSignedOnly() {
    Digest digest = pushNext();
    try (ConfigRepoFixture repo = ConfigRepoFixture.start(home.resolve("forge"))) {
      repo.commit("main", files());

      Cli unsigned = propose(repo);
      assertThat(unsigned.err()).contains("the registry has no signature of it");
      assertThat(repo.pullRequests()).isEmpty();

      sign(digest, TestSigner.ecdsa());
      assertThat(propose(repo, "-o", "json").out()).contains("\"outcome\":\"declined\"");
      assertThat(propose(repo, "--skip-registry").err())
          .contains("nobody asked the registry for the digest");
      assertThat(repo.branches()).containsExactly("main");

      sign(digest, signer);
      Cli signed = propose(repo);
      assertThat(signed.code()).as(signed.err()).isZero();
      assertThat(repo.pullRequests().get(0).body()).contains("signed by keys/cosign.pub");
      assertThat(repo.forge().statuses("acme", "config", repo.pullRequests().get(0).head()))
          .containsExactly("tagboat/verified success: signed by keys/cosign.pub");
      repo.assertContract();
    }
  }

  private Cli propose(ConfigRepoFixture repo, String... more) {
    Map<String, String> env =
        Map.of(
            "GITHUB_TOKEN", ConfigRepoFixture.TOKEN,
            "GITHUB_API_URL", repo.forge().apiUrl().toString(),
            "XDG_CACHE_HOME", home.resolve("cache").toString());
    Stream<String> args =
        Stream.of("propose", image("1.4.2"), "--repo", repo.cloneUrl().toString());
    return Cli.run(env, "", Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }
}
