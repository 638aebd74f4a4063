package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.registry.TestImages;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps as a runner runs them, against a registry, a git server and a forge on this machine. */
class ProposeTest {
  private final EmbeddedRegistry registry =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());
  private final ConfigRepoFixture repo;
  private final Job job;
  private final String image = registry.host() + "/acme/app";

  ProposeTest(@TempDir Path directory) {
    this.repo = ConfigRepoFixture.start(directory);
    String clone = repo.cloneUrl().toString();
    this.job = new Job(directory.resolve("job"), clone.substring(0, clone.indexOf("/acme/")));
  }

  @BeforeEach
  void fill() {
    Map<String, String> files = new HashMap<>();
    files.put("staging/values.yaml", "image: " + image + ":1.4.1  # ours\n");
    files.put("prod/values.yaml", "# shop\nimage: " + image + ":1.4.1\n");
    repo.commit("main", files);
    job.with(Input.IMAGES, image + ":1.4.2")
        .with(Input.CONFIG_REPOSITORY, "acme/config")
        .with(Input.TOKEN, ConfigRepoFixture.TOKEN);
  }

  @AfterEach
  void stop() {
    repo.close();
    registry.close();
  }

  private Job unasked() {
    return job.with(Input.SKIP_REGISTRY, "true");
  }

  private PullRequest only() {
    assertThat(repo.pullRequests()).hasSize(1);
    return repo.pullRequests().get(0);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void opensAPullRequestAndTellsOfItInEachPlace() throws IOException {
    Digest digest = TestImages.push(registry.host(), "acme/app", "1.4.2");

    Job.Ended ended = job.run();

    PullRequest opened = only();
    assertThat(ended.code()).as(ended.log()).isZero();
    assertThat(ended.outputs()).containsOnlyKeys(Output.keys());
    assertThat(ended.output(Output.PULL_REQUEST_NUMBER)).isEqualTo("1");
    assertThat(ended.output(Output.PULL_REQUEST_URL)).isEqualTo(opened.url());
    assertThat(ended.output(Output.PULL_REQUEST_OPERATION)).isEqualTo("created");
    assertThat(ended.output(Output.PULL_REQUEST_HEAD_SHA)).isEqualTo(opened.headSha());
    assertThat(ended.output(Output.PULL_REQUEST_BRANCH)).isEqualTo(opened.head());
    assertThat(ended.output(Output.PULL_REQUEST_COMMITS_VERIFIED)).isEqualTo("false");
    assertThat(ended.output(Output.CHANGED)).isEqualTo("true");
    assertThat(ended.output(Output.CHANGED_FILES))
        .isEqualTo("prod/values.yaml\nstaging/values.yaml");
    assertThat(json(ended.output(Output.IMAGES)).get(0))
        .isEqualTo(
            json(
                "{\"image\":\""
                    + image
                    + "\",\"from\":\"1.4.1\",\"to\":\"1.4.2\",\"digest\":\""
                    + digest
                    + "\",\"file\":\"prod/values.yaml\",\"line\":2}"));
    assertThat(ended.output(Output.SKIPPED)).isEqualTo("[]");
    assertThat(ended.output(Output.DIFF)).contains("+image: " + image + ":1.4.2  # ours");
    assertThat(ended.summary())
        .contains("Bump acme/app to 1.4.2", digest.value(), opened.url(), "```diff\n")
        .doesNotContain("<!--");
    assertThat(ended.lines())
        .contains(
            "::notice file=prod/values.yaml,line=2,title=Tagboat::"
                + image
                + " from 1.4.1 to 1.4.2");
  }

  @Test
  void aSecondRunFindsNothingToDo() {
    unasked().run();

    Job.Ended again = unasked().run();

    assertThat(again.code()).isZero();
    assertThat(again.output(Output.PULL_REQUEST_OPERATION)).isEqualTo("none");
    assertThat(again.output(Output.PULL_REQUEST_NUMBER)).isEqualTo("1");
    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void whatNobodyRunsIsSuccessWithAReason() throws IOException {
    Job.Ended ended = unasked().with(Input.IMAGES, "ghcr.io/acme/other:1.0.0").run();

    assertThat(ended.code()).isZero();
    assertThat(ended.output(Output.CHANGED)).isEqualTo("false");
    assertThat(ended.output(Output.PULL_REQUEST_OPERATION)).isEqualTo("none");
    assertThat(json(ended.output(Output.SKIPPED)).get(0).path("reason").asText())
        .startsWith("no place in the config repo runs ghcr.io/acme/other");
    assertThat(ended.summary()).contains("## Not proposed", "`ghcr.io/acme/other:1.0.0`");
    assertThat(repo.pullRequests()).isEmpty();
  }

  @Test
  void aTagThatTheRegistryDoesNotHaveFailsTheStep() {
    Job.Ended ended = job.with(Input.IMAGES, image + ":9.9.9").run();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.log()).contains("::error title=Tagboat::" + image + ":9.9.9: ");
    assertThat(ended.output(Output.SKIPPED)).contains("is not in the registry (yet)");
  }

  @Test
  void aDryRunNeedsNoTokenAndWritesNothing() {
    Job.Ended ended = unasked().with(Input.DRY_RUN, "true").run();

    assertThat(ended.code()).as(ended.log()).isZero();
    assertThat(ended.output(Output.CHANGED)).isEqualTo("true");
    assertThat(ended.output(Output.PULL_REQUEST_OPERATION)).isEqualTo("none");
    assertThat(ended.output(Output.DIFF)).contains("+image: " + image + ":1.4.2");
    // What can be done on the page of a pull request cannot be done here.
    assertThat(ended.summary())
        .contains("Bump acme/app to 1.4.2", "**Event:**")
        .doesNotContain("What you can do", "tick this");
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void whatIsRequiredIsAskedForByName() {
    Job.Ended noImage = unasked().with(Input.IMAGES, " ").run();
    Job.Ended noToken = unasked().with(Input.IMAGES, image + ":1.4.2").with(Input.TOKEN, "").run();

    assertThat(noImage.code()).isEqualTo(1);
    assertThat(noImage.log()).contains("::error title=Tagboat::The input images is missing");
    assertThat(noToken.log()).contains("::error title=Tagboat::The input token is missing");
  }

  @Test
  void secretsAreMaskedAsTheyAreAndAsGitSendsThem() {
    Job.Ended ended = unasked().run();

    String login =
        Base64.getEncoder()
            .encodeToString(
                ("x-access-token:" + ConfigRepoFixture.TOKEN).getBytes(StandardCharsets.UTF_8));
    assertThat(ended.lines())
        .startsWith("::add-mask::" + ConfigRepoFixture.TOKEN, "::add-mask::" + login);
    assertThat(String.join("\n", ended.lines().subList(2, ended.lines().size())))
        .doesNotContain(ConfigRepoFixture.TOKEN, login);
  }

  @Test
  void whatOthersWroteIsNoCommandAndNoOtherOutput() {
    repo.commit(
        "main",
        Map.of(
            "prod/values.yaml",
            "#\n# ::set-env name=PATH::/evil\nimage: " + image + ":1.4.1\n",
            "a/values.yaml",
            "# ::error::me\n# x\nimage: " + image + ":1.4.1 # ::warning::me\n"));

    Job.Ended ended = unasked().run();

    int from = ended.log().indexOf("::stop-commands::");
    String token = ended.log().substring(from + 17, ended.log().indexOf('\n', from));
    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(ended.outputs()).containsOnlyKeys(Output.keys());
    boolean stopped = false;
    for (String line : ended.lines()) {
      if (line.startsWith("::stop-commands::")) {
        stopped = true;
      } else if (line.matches("::[0-9a-f]{32}::")) {
        stopped = false;
      } else if (!stopped) {
        assertThat(line).doesNotContain("::me", "::warning::");
      }
    }
  }

  @Test
  void namesOfTheMostUsedPullRequestActionMeanTheSame() throws IOException {
    Files.writeString(job.directory().resolve("body.md"), "Ask *Bea* about {image}.");
    Job.Ended ended =
        unasked()
            .with(Input.TITLE, "deps: {image} {tag}")
            .with(Input.BODY_PATH, "body.md")
            .with(Input.COMMIT_MESSAGE, "deps: {image} to {tag}")
            .with(Input.COMMITTER, "Cy <cy@acme.example>")
            .with(Input.AUTHOR, "Ann <ann@acme.example>")
            .with(Input.SIGNOFF, "true")
            .with(Input.LABELS, "one, two\nthree")
            .with(Input.DRAFT, "true")
            .with(Input.BASE, "refs/heads/main")
            .run();

    PullRequest opened = only();
    assertThat(ended.code()).as(ended.log()).isZero();
    assertThat(opened.title()).isEqualTo("deps: acme/app 1.4.2");
    assertThat(opened.body()).startsWith("Ask *Bea* about acme/app.\n\n").contains("**Why:**");
    assertThat(opened.draft()).isTrue();
    assertThat(repo.target().forge().get(1).orElseThrow().marks().labels())
        .containsExactlyInAnyOrder("one", "two", "three");
    assertThat(repo.raw(opened.head()))
        .contains("author Ann <ann@acme.example>", "committer Cy <cy@acme.example>")
        .contains("\n\ndeps: acme/app to 1.4.2\n\n- prod/values.yaml:2 from 1.4.1 to 1.4.2\n")
        .endsWith("Tagboat-Image: " + image + ":1.4.2\nSigned-off-by: Cy <cy@acme.example>\n");
  }

  @Test
  void anotherAuthorOfTheSameCommitterMovesIt() {
    unasked()
        .with(Input.COMMITTER, "Cy <cy@acme.example>")
        .with(Input.AUTHOR, "Ann <ann@acme.example>")
        .run();
    Job.Ended later =
        unasked()
            .with(Input.AUTHOR, "Bo <bo@acme.example>")
            .with(Input.IMAGES, image + ":1.4.3")
            .run();

    assertThat(later.output(Output.PULL_REQUEST_OPERATION)).as(later.log()).isEqualTo("updated");
    assertThat(repo.read(only().head(), "prod/values.yaml")).contains(":1.4.3");
  }

  @Test
  void environmentsHavePullRequestsOfTheirOwn() {
    Job.Ended staging = unasked().with(Input.ENVIRONMENT, "staging").run();
    Job.Ended prod = unasked().with(Input.ENVIRONMENT, "prod").run();

    assertThat(staging.output(Output.CHANGED_FILES)).isEqualTo("staging/values.yaml");
    assertThat(prod.output(Output.CHANGED_FILES)).isEqualTo("prod/values.yaml");
    assertThat(prod.output(Output.PULL_REQUEST_NUMBER)).isEqualTo("2");
    assertThat(repo.read(prod.output(Output.PULL_REQUEST_BRANCH), "staging/values.yaml"))
        .contains(":1.4.1");
    assertThat(prod.output(Output.PULL_REQUEST_BRANCH))
        .startsWith("tagboat/job/acme-app-")
        .isNotEqualTo(staging.output(Output.PULL_REQUEST_BRANCH));
  }

  @Test
  void aBranchHoldsAllImagesAndItsSuffixIsTheRun() {
    Job.Ended ended =
        unasked()
            .with(Input.BRANCH, "release")
            .with(Input.BRANCH_SUFFIX, "short-commit-hash")
            .with(Input.ADD_PATHS, "prod/**")
            .run();

    assertThat(ended.output(Output.PULL_REQUEST_BRANCH)).startsWith("tagboat/job/release-0123456-");
    assertThat(ended.output(Output.CHANGED_FILES)).isEqualTo("prod/values.yaml");
  }

  @Test
  void thePolicyHoldsWhereTheRepoHasNone() {
    Job.Ended no = unasked().with(Input.POLICY, "semver ~1.3").run();
    repo.commit("main", Map.of(".tagboat.yaml", "version: 1\nimages:\n  - { name: \"**\" }\n"));
    Job.Ended yes = unasked().with(Input.POLICY, "semver ~1.3").run();

    assertThat(no.output(Output.CHANGED)).isEqualTo("false");
    assertThat(no.output(Output.SKIPPED)).contains("\"declined\"", "1.3");
    assertThat(yes.output(Output.CHANGED)).as(yes.log()).isEqualTo("true");
  }

  @Test
  void theRepoOfACheckoutIsTakenFromItsOrigin() throws IOException {
    Path git = Files.createDirectories(job.directory().resolve("config/.git"));
    Files.writeString(
        git.resolve("config"),
        "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = "
            + repo.cloneUrl()
            + "\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n");

    Job.Ended ended = unasked().with(Input.CONFIG_REPOSITORY, "").with(Input.PATH, "config").run();

    assertThat(ended.output(Output.PULL_REQUEST_NUMBER)).as(ended.log()).isEqualTo("1");
  }

  @Test
  void itsOwnRepoAndDefaultBranchAreMeantWhenNoneIsNamed() throws IOException {
    Files.writeString(
        job.directory().resolve("event.json"), "{\"repository\":{\"default_branch\":\"trunk\"}}");
    repo.commit("trunk", Map.of("values.yaml", "image: " + image + ":1.4.1\n"));

    Job.Ended ended =
        unasked()
            .with(Input.CONFIG_REPOSITORY, "")
            .set("GITHUB_REPOSITORY", "acme/config")
            .set("GITHUB_EVENT_PATH", job.directory().resolve("event.json").toString())
            .run();

    assertThat(ended.output(Output.CHANGED_FILES)).as(ended.log()).isEqualTo("values.yaml");
    assertThat(only().base()).isEqualTo("trunk");
  }

  @Test
  void gitHubMakesTheCommitThatIsToBeSigned() {
    Job.Ended ended = unasked().with(Input.SIGN_COMMITS, "true").run();

    assertThat(ended.code()).as(ended.log()).isZero();
    assertThat(ended.output(Output.PULL_REQUEST_COMMITS_VERIFIED)).isEqualTo("true");
  }

  @Test
  void whatCannotBeDoneIsRefusedOrSaid() {
    Job.Ended fork = unasked().with(Input.PUSH_TO_FORK, "me/config").run();
    Job.Ended kept =
        unasked().with(Input.PUSH_TO_FORK, "").with(Input.DELETE_BRANCH, "false").run();

    assertThat(fork.code()).isEqualTo(1);
    assertThat(fork.log()).contains("push-to-fork");
    assertThat(kept.code()).isZero();
    assertThat(kept.log()).contains("::notice title=Tagboat::delete-branch: false");
  }
}
