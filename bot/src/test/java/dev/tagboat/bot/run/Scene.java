package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.embedded.Protection;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Something that a run can be about to do.
 *
 * @param before how the repo is before it
 * @param work what it is asked
 */
record Scene(String name, CommitMode mode, Consumer<ConfigRepoFixture> before, Work work) {
  private static final Digest DIGEST = new Digest("sha256:" + "d".repeat(64));

  /** All of them. */
  static final List<Scene> ALL =
      List.of(
          new Scene("opens", CommitMode.GIT, Scene::marks, propose("app:1.4.2")),
          new Scene(
              "opens with a commit of the forge",
              CommitMode.API,
              Scene::marks,
              propose("app:1.4.2")),
          new Scene("moves", CommitMode.GIT, Scene::openThenMarks, propose("app:1.4.3")),
          new Scene(
              "moves with a commit of the forge",
              CommitMode.API,
              Scene::openThenMarks,
              propose("app:1.4.3")),
          new Scene("opens two", CommitMode.GIT, repo -> {}, propose("app:1.4.2", "db:16.2")),
          new Scene("opens a group", CommitMode.GIT, Scene::group, propose("app:1.4.2", "db:16.2")),
          new Scene("joins a group", CommitMode.GIT, Scene::groupOfOne, propose("db:16.2")),
          new Scene("rebases", CommitMode.GIT, Scene::asked, tend()),
          new Scene(
              "recreates", CommitMode.GIT, repo -> foreign(repo, "tagboat: recreate"), tend()),
          new Scene(
              "keeps hands off", CommitMode.GIT, repo -> foreign(repo, "tagboat: rebase"), tend()),
          new Scene(
              "ignores", CommitMode.GIT, repo -> comment(opened(repo), "tagboat: ignore"), tend()),
          new Scene("retreats", CommitMode.GIT, Scene::bumpedByHand, tend()),
          new Scene(
              "retreats on a push", CommitMode.GIT, Scene::bumpedByHand, propose("app:1.4.2")));

  /** What the run is asked. */
  interface Work {
    List<Outcome> on(BumpRun run, Target target);
  }

  /** Sets it up in an empty repo. */
  void prepare(ConfigRepoFixture repo) {
    repo.forge().collaborator("acme", "config", "ann", "write");
    repo.commit(
        "main",
        Map.of(
            "a/pod.yaml", MannersTestBase.pod("app:1.4.1"),
            "a/db.yaml", MannersTestBase.pod("db:16.1")));
    before.accept(repo);
  }

  @Override
  public String toString() {
    return name;
  }

  List<Outcome> run(ConfigRepoFixture repo, Effects effects) {
    BumpRun run = new BumpRun(effects.on(repo.repositories()), repo.clock());
    return work.on(run, repo.target(mode, effects));
  }

  private static Work propose(String... images) {
    return (run, target) -> {
      List<Candidate> batch = new ArrayList<>();
      for (String image : images) {
        ImageReference reference = ImageReference.parse("ghcr.io/acme/" + image).orElseThrow();
        batch.add(
            new Candidate(
                image,
                ImagePush.of(reference.name(), Objects.requireNonNull(reference.tag()), DIGEST),
                DIGEST));
      }
      return run.propose(target, batch, Progress.NONE);
    };
  }

  private static Work tend() {
    return (run, target) -> {
      run.tend(target, 1);
      return List.of();
    };
  }

  private static void settings(ConfigRepoFixture repo, String pullRequests) {
    repo.commit(
        "main", Map.of(".tagboat.yaml", "version: 1\npull-requests: {" + pullRequests + "}\n"));
  }

  private static void marks(ConfigRepoFixture repo) {
    repo.forge()
        .protect("acme", "config", new Protection("main", List.of("ci"), false, false, false));
    settings(
        repo,
        "labels: [a, b], reviewers: [ann], team-reviewers: [ops], assignees: [ann],"
            + " auto-merge: {enabled: true}");
  }

  private static ConfigRepoFixture opened(ConfigRepoFixture repo) {
    repo.propose(DIGEST, "ghcr.io/acme/app:1.4.2");
    return repo;
  }

  private static void openThenMarks(ConfigRepoFixture repo) {
    marks(opened(repo));
  }

  private static void group(ConfigRepoFixture repo) {
    settings(repo, "group-by: all, labels: [a]");
  }

  private static void groupOfOne(ConfigRepoFixture repo) {
    group(repo);
    opened(repo);
  }

  private static void comment(ConfigRepoFixture repo, String text) {
    long unused = repo.forge().comment("acme", "config", 1, "ann", text);
  }

  private static void asked(ConfigRepoFixture repo) {
    opened(repo).commit("main", Map.of("README.md", "news\n"));
    comment(repo, "tagboat: rebase");
    comment(repo, "tagboat: dance");
  }

  private static void foreign(ConfigRepoFixture repo, String comment) {
    opened(repo).commit(MannersTestBase.BRANCH, Map.of("hand.txt", "by hand\n"));
    comment(repo, comment);
  }

  private static void bumpedByHand(ConfigRepoFixture repo) {
    opened(repo).commit("main", Map.of("a/pod.yaml", MannersTestBase.pod("app:1.4.2")));
  }
}
