package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.git.TestGit;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.registry.RawPush;
import dev.tagboat.bot.registry.TestImages;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, against a registry, a git server and a forge on this machine. */
class ProposeCommandTest {
  private final EmbeddedRegistry registry =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());
  private final Map<String, String> env = new HashMap<>();
  private final ConfigRepoFixture repo;
  private final Path home;

  ProposeCommandTest(@TempDir Path home) {
    this.home = home;
    this.repo = ConfigRepoFixture.start(home);
  }

  @BeforeEach
  void fill() {
    repo.commit("main", Map.of("values.yaml", values("1.4.1")));
    env.put("GITHUB_TOKEN", ConfigRepoFixture.TOKEN);
    env.put("GITHUB_API_URL", repo.forge().apiUrl().toString());
    env.put("XDG_CACHE_HOME", home.resolve("cache").toString());
  }

  @AfterEach
  void stop() {
    repo.close();
    registry.close();
  }

  private String values(String tag) {
    return "image: " + image(tag) + "  # ours\n";
  }

  private String image(String tag) {
    return registry.host() + "/acme/app:" + tag;
  }

  private Cli propose(String tag, String... more) {
    Stream<String> args = Stream.of("propose", image(tag), "--repo", repo.cloneUrl().toString());
    return Cli.run(env, "", Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void opensAPullRequestAndRunsAgainWithoutAnotherOne() {
    Digest digest = TestImages.push(registry.host(), "acme/app", "1.4.2");

    Cli first = propose("1.4.2");
    Cli second = propose("1.4.2", "-o", "json");

    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("-image: " + image("1.4.1") + "  # ours", "+image: " + image("1.4.2"));
    assertThat(first.err()).contains("pull request #1 opened: ");
    assertThat(second.out())
        .contains(
            "\"image\":\"" + image("1.4.2") + "\"",
            "\"outcome\":\"proposed\",\"action\":\"unchanged\"",
            "\"pullRequest\":{\"number\":1,\"url\":\"" + repo.pullRequests().get(0).url());
    assertThat(repo.pullRequests()).hasSize(1);
    assertThat(repo.pullRequests().get(0).body()).contains(digest.value());
    assertThat(repo.read(repo.pullRequests().get(0).head(), "values.yaml"))
        .isEqualTo(values("1.4.2"));
  }

  @Test
  void aDryRunShowsItAllAndWritesNothing() {
    TestImages.push(registry.host(), "acme/app", "1.4.2");

    Cli table = propose("1.4.2", "--dry-run");
    Cli json = propose("1.4.2", "--dry-run", "-o", "json");

    assertThat(table.code()).isZero();
    assertThat(table.out())
        .startsWith("Bump acme/app to 1.4.2\n\n")
        .contains("**Why:**", "the registry confirmed the tag", "+image: " + image("1.4.2"));
    assertThat(table.err()).isEqualTo(image("1.4.2") + ": would be proposed\n");
    assertThat(json.out())
        .contains("\"outcome\":\"drafted\",\"action\":\"created\",\"branch\":\"tagboat/acme-app-");
    assertThat(repo.pullRequests()).isEmpty();
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void tellsOfTheImageThatIsReplaced() {
    Digest old = TestImages.push(registry.host(), "acme/app", "1.4.1");
    Digest now = TestImages.push(registry.host(), "acme/app", "1.4.2");

    Cli text = propose("1.4.2", "--dry-run");
    Cli json = propose("1.4.2", "--dry-run", "-o", "json");

    assertThat(text.out())
        .contains("patch", "| tag | `1.4.1` | `1.4.2` |", old.value(), now.value())
        .contains("tagboat propose on the command line");
    assertThat(json.out())
        .contains("\"evidence\":[{\"image\":\"" + registry.host() + "/acme/app\"")
        .contains("\"step\":{\"part\":\"patch\",\"back\":false,\"prerelease\":false}")
        .contains("\"tag\":\"1.4.1\",\"digest\":\"" + old + "\"")
        .contains("\"signature\":\"unsigned\"")
        .contains("{\"file\":\"values.yaml\",\"line\":1,\"from\":\"1.4.1\"");
  }

  @Test
  void aJobSaysWhichItIsAndARunAgainChangesNothing() {
    TestImages.push(registry.host(), "acme/app", "1.4.2");
    env.putAll(
        Map.of(
            "GITHUB_RUN_ID", "42",
            "GITHUB_WORKFLOW", "Release",
            "GITHUB_REPOSITORY", "acme/app",
            "GITHUB_ACTOR", "ann"));
    propose("1.4.2");
    String body = repo.pullRequests().get(0).body();
    env.put("GITHUB_RUN_ID", "43");

    propose("1.4.2");

    assertThat(body)
        .contains("GitHub Actions, workflow Release of acme/app, run 42, pushed by `ann`; the");
    assertThat(repo.pullRequests().get(0).body()).isEqualTo(body);
  }

  @Test
  void whatNobodyAskedTheRegistrySaysSo() {
    propose("1.4.2", "--skip-registry");

    assertThat(repo.pullRequests().get(0).body())
        .contains("⚠️ **not confirmed:** nobody asked the registry");
  }

  @Test
  void aDryRunOfAPushSpeaksOfTheBranch() {
    env.put("TAGBOAT_GIT_USERNAME", "x-access-token");
    env.put("TAGBOAT_GIT_PASSWORD", ConfigRepoFixture.TOKEN);

    Cli before = propose("1.4.2", "--skip-registry", "--forge", "git", "--dry-run");
    propose("1.4.2", "--skip-registry", "--forge", "git");
    Cli after = propose("1.4.2", "--skip-registry", "--forge", "git", "--dry-run");

    assertThat(before.err())
        .matches(
            Pattern.quote(image("1.4.2")) + ": branch tagboat/acme-app-\\w+ would be pushed\n");
    assertThat(after.err())
        .matches(
            Pattern.quote(image("1.4.2")) + ": branch tagboat/acme-app-\\w+ already says so\n");
  }

  @Test
  void aDryRunNeedsNoTokenForWhatAnybodyMayRead(@TempDir Path open) throws Exception {
    Map<String, String> bare = Map.of("XDG_CACHE_HOME", home.resolve("cache").toString());
    Files.writeString(open.resolve("values.yaml"), values("1.4.1"));
    TestGit.run(open, "init");
    TestGit.run(open, "add", ".");
    TestGit.run(open, "commit", "-m", "begin");
    String url = open.resolve(".git").toUri().toString();

    Cli dry =
        Cli.run(bare, "", "propose", image("1.4.2"), "--repo", url, "--skip-registry", "--dry-run");
    Cli real = Cli.run(bare, "", "propose", image("1.4.2"), "--repo", url, "--skip-registry");

    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("+image: " + image("1.4.2"));
    assertThat(dry.err()).startsWith("Without GITHUB_TOKEN nobody is asked for pull requests");
    assertThat(real.code()).isEqualTo(2);
    assertThat(real.err()).contains("GITHUB_TOKEN");
  }

  @Test
  void aDryRunDoesNotTakeBackWhatIsLeftWithoutAChange() {
    propose("1.4.2", "--skip-registry");
    repo.commit("main", Map.of("values.yaml", values("1.4.2")));

    Cli dry = propose("1.4.2", "--skip-registry", "--dry-run");
    boolean stillOpen = repo.pullRequests().get(0).isOpen();
    propose("1.4.2", "--skip-registry");

    assertThat(dry.err()).contains("the config repo has it already");
    assertThat(stillOpen).isTrue();
    assertThat(repo.pullRequests().get(0).isOpen()).isFalse();
  }

  @Test
  void theSkippedRegistryIsSaidInThePullRequest() {
    Cli run = propose("1.4.2", "--skip-registry");

    assertThat(run.code()).isZero();
    assertThat(repo.pullRequests().get(0).body()).contains("the check was skipped on request");
  }

  @Test
  void aTagThatTheRegistryDoesNotHaveIsNotProposed() {
    Cli run = propose("1.4.2");

    assertThat(run)
        .isEqualTo(
            new Cli(
                1, "", image("1.4.2") + ": " + image("1.4.2") + " is not in the registry (yet)\n"));
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void nothingToDoAndDeclinedAreNoFailures() {
    Cli same = propose("1.4.1", "--skip-registry");
    Cli older = propose("1.4.0", "--skip-registry", "-o", "json");

    assertThat(same.code()).isZero();
    assertThat(same.err()).contains("the config repo has it already");
    assertThat(older.code()).isZero();
    assertThat(older.out()).contains("\"outcome\":\"declined\"", "1.4.0 is older than 1.4.1");
  }

  @Test
  void anOlderTagIsProposedOnRequestEvenWhereANewerOneIs() {
    propose("1.4.2", "--skip-registry");

    Cli run = propose("1.4.0", "--skip-registry", "--allow-downgrade");

    assertThat(run.err()).contains("pull request #1 updated");
    assertThat(repo.read(repo.pullRequests().get(0).head(), "values.yaml"))
        .isEqualTo(values("1.4.0"));
  }

  @Test
  void aGitServerWithoutPullRequestsGetsTheBranch() {
    env.put("TAGBOAT_GIT_USERNAME", "x-access-token");
    env.put("TAGBOAT_GIT_PASSWORD", ConfigRepoFixture.TOKEN);
    env.remove("GITHUB_TOKEN");

    Cli run = propose("1.4.2", "--skip-registry", "--forge", "git");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("branch tagboat/acme-app-").contains(" pushed");
    assertThat(repo.pullRequests()).isEmpty();
    assertThat(repo.branches()).hasSize(2);
  }

  @Test
  void aGitServerWithoutPullRequestsIsToldWhatBecameOfTheBranch() {
    env.put("TAGBOAT_GIT_USERNAME", "x-access-token");
    env.put("TAGBOAT_GIT_PASSWORD", ConfigRepoFixture.TOKEN);
    env.remove("GITHUB_TOKEN");
    String[] options = {"--skip-registry", "--forge", "git", "-o", "json"};

    assertThat(propose("1.4.2", options).out()).contains("\"action\":\"created\"");
    assertThat(propose("1.4.2", options).out())
        .contains("\"action\":\"unchanged\"")
        .contains(" already says so\"");
    assertThat(propose("1.4.3", options).out()).contains("\"action\":\"updated\"");
  }

  @Test
  void aWrongTokenIsSaidAndNeverShown() {
    env.put("GITHUB_TOKEN", "ghp_wrong0123456789");

    List<Cli> runs =
        List.of(
            propose("1.4.2", "--skip-registry"),
            propose("1.4.2", "--skip-registry", "-o", "json", "--debug"));

    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.code()).isEqualTo(1);
              assertThat(run.out() + run.err())
                  .isNotBlank()
                  .doesNotContain("ghp_wrong0123456789")
                  .doesNotContain("this is a bug");
            });
  }

  @Test
  void aGitServerThatIsAwayIsSaidForEachImage() {
    env.put("TAGBOAT_GIT_PASSWORD", "hunter2-secret");

    Cli run =
        Cli.run(
            env,
            "",
            "propose",
            image("1.4.2"),
            "--skip-registry",
            "--forge=git",
            "--repo=http://127.0.0.1:1/a/b.git",
            "-o=json");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"outcome\":\"failed\"", "worth another try later");
    assertThat(run.out() + run.err()).doesNotContain("hunter2-secret");
  }

  @Test
  void withoutCredentialsOrWithAWrongPlaceNothingIsTried() {
    env.remove("GITHUB_TOKEN");
    Cli none = propose("1.4.2");
    env.put("TAGBOAT_APP_ID", "12");
    Cli half = propose("1.4.2");
    env.remove("TAGBOAT_APP_ID");
    env.put("GITHUB_TOKEN", "ghp_two\nlines");
    Cli lines = propose("1.4.2");
    env.put("GITHUB_TOKEN", ConfigRepoFixture.TOKEN);
    Cli secret = Cli.run(env, "", "propose", "a/b:1", "--repo", "https://u:hunter2@github.com/a/b");
    Cli branch = propose("1.4.2", "--branch", "a..b");
    Cli forge = propose("1.4.2", "--forge", "svn");

    assertThat(List.of(none, half, lines, secret, branch, forge))
        .extracting(Cli::code)
        .containsOnly(2);
    assertThat(none.err()).contains("set GITHUB_TOKEN");
    assertThat(half.err()).contains("TAGBOAT_APP_PRIVATE_KEY_FILE");
    assertThat(lines.err()).contains("GITHUB_TOKEN is no token").doesNotContain("ghp_two");
    assertThat(secret.err()).contains("has credentials in it").doesNotContain("hunter2");
    assertThat(branch.err()).contains("\"a..b\" is not a valid branch name");
    assertThat(forge.err()).contains("--forge must be github or git");
  }

  @Test
  void theRegistryTellsWhatANewestImageIs() {
    RawPush push = new RawPush(registry.host(), "acme/app");
    push.image("main-c0ffee1", "2026-01-02T00:00:00Z");
    push.image("main-badcafe", "2026-01-03T00:00:00Z");
    push.image("main-fedcba9", "2026-01-01T00:00:00Z");
    repo.commit(
        "main",
        Map.of(
            ".tagboat.yaml",
            "version: 1\nimages: [{name: '" + registry.host() + "/**', policy: newest}]\n",
            "values.yaml",
            values("main-c0ffee1")));

    Cli older = propose("main-fedcba9");
    Cli newer = propose("main-badcafe");
    Cli unknown = propose("main-badcafe", "--skip-registry", "--dry-run");

    assertThat(older.err()).contains("main-fedcba9 is older than main-c0ffee1");
    assertThat(repo.pullRequests()).hasSize(1);
    assertThat(newer.out()).contains("+image: " + image("main-badcafe"));
    assertThat(unknown.err()).contains("not known");
  }

  @Test
  void placesInSeveralFilesTogetherAreFoundInACommit() {
    String app = registry.host() + "/acme/app";
    repo.commit(
        "main",
        Map.of(
            "values.yaml",
            "nothing: here\n",
            "base/kustomization.yaml",
            "resources: [web.yaml]\n",
            "base/web.yaml",
            "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: '"
                + app
                + ":1.4.1'}]}\n",
            "prod/kustomization.yaml",
            "resources: [../base]\nimages:\n- name: " + app + "\n  newTag: 1.4.1\n",
            "compose/compose.yaml",
            "services: {web: {image: '" + app + ":${TAG}'}}\n",
            "compose/.env",
            "# tags\nTAG=1.4.1\n"));

    Cli result = propose("1.4.2", "--skip-registry");

    assertThat(result.code()).isZero();
    String head = repo.pullRequests().get(0).head();
    assertThat(repo.read(head, "base/web.yaml")).contains("acme/app:1.4.1");
    assertThat(repo.read(head, "prod/kustomization.yaml")).endsWith("  newTag: 1.4.2\n");
    assertThat(repo.read(head, "compose/.env")).isEqualTo("# tags\nTAG=1.4.2\n");
    assertThat(repo.read(head, "compose/compose.yaml")).contains("${TAG}");
  }
}
