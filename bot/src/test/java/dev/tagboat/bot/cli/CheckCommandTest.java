package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.registry.TestImages;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry on this machine. */
class CheckCommandTest {
  @TempDir Path dir;
  @TempDir Path cache;

  private final EmbeddedRegistry registry =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());

  @AfterEach
  void stop() {
    registry.close();
  }

  private ConfigRepoDir repo(String version) {
    String image = registry.host() + "/acme/app" + version;
    return new ConfigRepoDir(dir).with("values.yaml", "image: " + image + "\n");
  }

  private Cli check(ConfigRepoDir repo, String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "check";
    args[1] = repo.dir();
    args[2] = "--registry";
    args[3] = registry.host();
    System.arraycopy(more, 0, args, 4, more.length);
    return Cli.run(Map.of("XDG_CACHE_HOME", cache.toString()), "", args);
  }

  @Test
  void listsTheUpdateAndWhyTheRestIsRefused() {
    for (String tag : new String[] {"1.4.0", "1.4.1", "1.4.2", "1.4.3", "1.4.3-alpine"}) {
      TestImages.push(registry.host(), "acme/app", tag);
    }

    Cli run = check(repo(":1.4.1"), "-o", "json");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            [
              {"file":"values.yaml","line":1,"image":"%s/acme/app","current":"1.4.1","candidate":"1.4.3","accepted":true,"policy":"auto","source":"default","reason":"1.4.3 is newer than 1.4.1","refused":[{"kind":"downgrade","count":1,"example":"1.4.0","reason":"1.4.0 is older than 1.4.1"},{"kind":"other-shape","count":1,"example":"1.4.3-alpine","reason":"1.4.3-alpine is not of the same kind of tag as 1.4.1: its shape is #.#.#-alpine, not #.#.#"}]}
            ]
            """
                .formatted(registry.host()));
  }

  @Test
  void theTableAlsoTellsHowManyAreRefusedAndWhy() {
    for (String tag : new String[] {"1.4.0", "1.4.1", "1.4.2", "1.4.2-alpine", "1.4.3-alpine"}) {
      TestImages.push(registry.host(), "acme/app", tag);
    }

    Cli run = check(repo(":1.4.1"));

    assertThat(run.out().lines())
        .element(1, InstanceOfAssertFactories.STRING)
        .endsWith("  1.4.2   1 downgrade, 2 other-shape  1.4.2 is newer than 1.4.1");
  }

  @Test
  void failsOnAnUpdateOnlyOnRequest() {
    TestImages.push(registry.host(), "acme/app", "1.4.1");
    TestImages.push(registry.host(), "acme/app", "1.4.2");

    assertThat(check(repo(":1.4.1")).code()).isZero();
    assertThat(check(repo(":1.4.1"), "--fail-on-update").code()).isEqualTo(1);
    assertThat(check(repo(":1.4.2"), "--fail-on-update").code()).isZero();
  }

  @Test
  void seesThatATagOfAPinnedPlaceMoved() {
    Digest old = TestImages.push(registry.host(), "acme/app", "stable", "one");
    Digest now = TestImages.push(registry.host(), "acme/app", "stable", "two");

    Cli behind = check(repo(":stable@" + old));
    Cli level = check(repo(":stable@" + now), "-o", "json");

    assertThat(behind.out()).contains("stable@" + now, "stable points to another image now");
    assertThat(level.out()).contains("\"candidate\":null,\"accepted\":false");
  }

  @Test
  void aRegistryThatCannotBeAskedIsAFailureAndTheRestIsListed() {
    TestImages.push(registry.host(), "acme/app", "1.4.1");
    ConfigRepoDir repo =
        repo(":1.4.1").with("more/values.yaml", "image: " + registry.host() + "/acme/none:1\n");

    Cli run = check(repo);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "Tried to list the tags of "
                + registry.host()
                + "/acme/none, but the registry has no such image.\n");
    assertThat(run.out())
        .contains("values.yaml:1:8", "more/values.yaml:1:8", "there is only 1.4.1");
  }

  @Test
  void aFileCannotMakeUsAskThisMachine() {
    TestImages.push(registry.host(), "acme/app", "1.4.2");

    Cli run = Cli.run("check", repo(":1.4.1").dir(), "--no-cache");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("private or loopback address", "--registry");
  }
}
