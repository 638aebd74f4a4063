package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.run.ConfigRepoFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever calls propose wants otherwise than the repo says. */
class ProposeWishesTest {
  private static final String WEB = "ghcr.io/acme/web";
  private static final String APP = "ghcr.io/acme/app";

  private final Map<String, String> env = new HashMap<>();
  private final ConfigRepoFixture repo;

  ProposeWishesTest(@TempDir Path home) {
    this.repo = ConfigRepoFixture.start(home);
    env.put("GITHUB_TOKEN", ConfigRepoFixture.TOKEN);
    env.put("GITHUB_API_URL", repo.forge().apiUrl().toString());
    env.put("XDG_CACHE_HOME", home.resolve("cache").toString());
  }

  @BeforeEach
  void fill() {
    repo.commit(
        "main",
        Map.of(
            "web/values.yaml", "image: " + WEB + ":1.4.1\n",
            "app/values.yaml", "image: " + APP + ":1.4.1\n",
            "app/values-prod.yaml", "image: " + APP + ":1.4.0\n"));
  }

  @AfterEach
  void stop() {
    repo.close();
  }

  private Cli propose(String... more) {
    List<String> args = new ArrayList<>(List.of("propose", "--repo", repo.cloneUrl().toString()));
    args.addAll(List.of("--skip-registry", "-o", "json"));
    args.addAll(List.of(more));
    return Cli.run(env, "", args.toArray(String[]::new));
  }

  private String read(String branch, String path) {
    return String.valueOf(repo.read(branch, path));
  }

  @Test
  void callsOfOneNameShareAPullRequest() {
    propose(APP + ":1.4.2", "--head", "release");
    Cli second = propose(WEB + ":1.4.2", "--head", "release", "--retry", "30s");

    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.out()).contains("\"action\":\"updated\"", "\"verified\":false", "\"body\":");
    assertThat(repo.pullRequests()).hasSize(1);
    assertThat(read("tagboat/job/release", "app/values.yaml")).contains(":1.4.2");
    assertThat(read("tagboat/job/release", "web/values.yaml")).contains(":1.4.2");
    assertThat(repo.pullRequests().get(0).body()).contains("acme/app", "acme/web");
  }

  @Test
  void nobodyElseLooksAfterWhatAJobNamed() {
    propose(APP + ":1.4.2", "--head", "release");

    repo.run().tend(repo.target(), 1);

    assertThat(repo.pullRequests().get(0).isOpen()).isTrue();
  }

  @Test
  void someFilesHaveABranchOfTheirOwn() {
    propose(APP + ":1.4.2", "--environment", "prod");
    propose(APP + ":1.4.3", "--only", "**/values.yaml");
    String prod = repo.pullRequests().get(0).head();
    String all = repo.pullRequests().get(1).head();
    boolean first = read(prod, "app/values-prod.yaml").contains(":1.4.2");

    assertThat(prod).startsWith("tagboat/job/acme-app-").isNotEqualTo(all);
    assertThat(read(first ? prod : all, "app/values.yaml")).contains(":1.4.1");
    assertThat(read(first ? all : prod, "app/values.yaml")).contains(":1.4.3");
    assertThat(read(first ? all : prod, "app/values-prod.yaml")).contains(":1.4.0");
  }

  @Test
  void aCommitOfOurCommitterIsOursWhoeverIsItsAuthor() {
    propose(APP + ":1.4.2", "--author", "Ann <ann@acme.example>");
    Cli later = propose(APP + ":1.4.3", "--author", "Bo <bo@acme.example>");
    repo.commit(repo.pullRequests().get(0).head(), Map.of("x", "by a person"));
    Cli hands = propose(APP + ":1.4.4");

    assertThat(later.out()).contains("\"action\":\"updated\"");
    assertThat(hands.out()).contains("\"outcome\":\"declined\"", "by somebody else");
  }

  @Test
  void theBranchMayBePushedWithAnotherToken() {
    env.put("TAGBOAT_PUSH_TOKEN", "wrong");
    Cli wrong = propose(APP + ":1.4.2");
    env.put("TAGBOAT_PUSH_TOKEN", ConfigRepoFixture.TOKEN);
    Cli right = propose(APP + ":1.4.2");

    assertThat(wrong.code()).isEqualTo(1);
    assertThat(right.code()).as(right.out()).isZero();
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeAnything() {
    assertThat(propose(APP + ":1", "--head", "a..b").err()).contains("--head");
    assertThat(propose(APP + ":1", "--only", "../x").err()).contains("--only");
    assertThat(propose(APP + ":1", "--environment", "**").err()).contains("--environment");
    assertThat(propose(APP + ":1", "--policy", "semver (").err()).contains("--policy");
    assertThat(propose(APP + ":1", "--author", "ann").err()).contains("NAME <EMAIL>");
    assertThat(propose(APP + ":1", "--retry", "soon").err()).contains("--retry");
    assertThat(propose(APP + ":1", "--milestone", "x").code()).isEqualTo(2);
    assertThat(propose(APP + ":1", "--commit", "api", "--author", "A <a@b.c>").err())
        .contains("--commit api");
    assertThat(repo.branches()).containsExactly("main");
  }
}
