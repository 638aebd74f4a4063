package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.embedded.Protection;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.forge.git.PushOnlyForge.Flavour;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.git.Signing;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.ImageReference;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
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
record Scene(String name, Kind kind, Consumer<ConfigRepoFixture> before, Work work) {
  private static final Digest DIGEST = new Digest("sha256:" + "d".repeat(64));

  /** Who commits, and to what kind of forge. */
  enum Kind {
    /** We push. */
    GIT,
    /** GitHub commits. */
    API,
    /** We push, to an Enterprise server from before what is asked at once. */
    OLD_GIT,
    /** Such a server commits. */
    OLD_API,
    /** We push what we sign. */
    SIGNED,
    /** A server that opens requests by push options. */
    GITLAB,
    /** One that takes commits for review. */
    GITEA
  }

  /** All of them. */
  static final List<Scene> ALL =
      List.of(
          new Scene("opens", Kind.GIT, Scene::marks, propose("app:1.4.2")),
          new Scene(
              "opens with a commit of the forge", Kind.API, Scene::marks, propose("app:1.4.2")),
          new Scene("opens with a signed commit", Kind.SIGNED, repo -> {}, propose("app:1.4.2")),
          new Scene("opens on a milestone", Kind.GIT, Scene::marks, onMilestone("app:1.4.2")),
          new Scene("opens on an old server", Kind.OLD_GIT, Scene::marks, onMilestone("app:1.4.2")),
          new Scene(
              "moves on an old server", Kind.OLD_GIT, Scene::openThenMarks, propose("app:1.4.3")),
          new Scene(
              "moves with a commit of an old server",
              Kind.OLD_API,
              Scene::openThenMarks,
              propose("app:1.4.3")),
          new Scene("moves", Kind.GIT, Scene::openThenMarks, propose("app:1.4.3")),
          new Scene(
              "moves with a commit of the forge",
              Kind.API,
              Scene::openThenMarks,
              propose("app:1.4.3")),
          new Scene(
              "moves a signed commit", Kind.SIGNED, Scene::openedSigned, propose("app:1.4.3")),
          new Scene("enters the merge queue", Kind.GIT, Scene::queue, propose("app:1.4.2")),
          new Scene(
              "merges what is green, then tidies up",
              Kind.GIT,
              Scene::green,
              propose("app:1.4.2").then(repo -> {})),
          new Scene("opens two", Kind.GIT, repo -> {}, propose("app:1.4.2", "db:16.2")),
          new Scene("opens a group", Kind.GIT, Scene::group, propose("app:1.4.2", "db:16.2")),
          new Scene("joins a group", Kind.GIT, Scene::groupOfOne, propose("db:16.2")),
          new Scene("rebases", Kind.GIT, Scene::asked, tend()),
          new Scene("recreates", Kind.GIT, repo -> foreign(repo, "tagboat: recreate"), tend()),
          new Scene("keeps hands off", Kind.GIT, repo -> foreign(repo, "tagboat: rebase"), tend()),
          new Scene("ignores", Kind.GIT, repo -> comment(opened(repo), "tagboat: ignore"), tend()),
          new Scene("opens again after a no", Kind.GIT, Scene::takenBack, propose("app:1.4.2")),
          new Scene("keeps what was opened again", Kind.GIT, Scene::reopened, tend()),
          new Scene("retreats", Kind.GIT, Scene::bumpedByHand, tend()),
          new Scene("retreats on a push", Kind.GIT, Scene::bumpedByHand, propose("app:1.4.2")),
          new Scene("tells what became of it", Kind.GIT, Scene::merged, tell()),
          new Scene("tells more of it", Kind.GIT, Scene::told, tell()),
          new Scene("pushes for GitLab", Kind.GITLAB, Scene::marks, propose("app:1.4.2")),
          new Scene("submits for review", Kind.GITEA, Scene::marks, propose("app:1.4.2")),
          new Scene(
              "forgets what was merged",
              Kind.GITEA,
              repo -> {},
              propose("app:1.4.2").then(Scene::bumpedAfterwards)));

  /** What the run is asked. */
  interface Work {
    List<Outcome> on(BumpRun run, Target target, ConfigRepoFixture repo);

    /** The same twice, and something between that people do once. */
    default Work then(Consumer<ConfigRepoFixture> between) {
      return (run, target, repo) -> {
        List<Outcome> first = on(run, target, repo);
        between.accept(repo);
        List<Outcome> all = new ArrayList<>(first);
        all.addAll(on(run, target, repo));
        return all;
      };
    }
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
    if (kind == Kind.OLD_GIT || kind == Kind.OLD_API) {
      repo.forge().graphQlWithout("isInMergeQueue", "rules", "fullDatabaseId", "updateRefs");
    }
    BumpRun run = new BumpRun(effects.on(agit(repo)), repo.clock());
    Target real = target(repo, effects);
    return work.on(run, new Target(real.remote(), "main", effects.on(real.forge())), repo);
  }

  private Target target(ConfigRepoFixture repo, Effects effects) {
    boolean api = kind == Kind.API || kind == Kind.OLD_API;
    Target target = repo.target(api ? CommitMode.API : CommitMode.GIT, effects);
    return switch (kind) {
      case GIT, API, OLD_GIT, OLD_API -> target;
      case SIGNED -> signed(target);
      case GITLAB -> new Target(target.remote(), "main", new PushOnlyForge(Flavour.GITLAB));
      case GITEA -> new Target(target.remote(), "main", new PushOnlyForge(Flavour.GITEA));
    };
  }

  private static Target signed(Target target) {
    Signing signing = new Signing(Keys.SSH, new Identity("Bot", "bot@acme.example"));
    return new Target(target.remote().signing(signing), "main", target.forge());
  }

  // The embedded forge keeps every ref; one with AGit takes it away at once.
  private GitRepositories agit(ConfigRepoFixture repo) {
    GitRepositories real = repo.repositories();
    return kind != Kind.GITEA ? real : remote -> reviewing(real.open(remote), repo);
  }

  private static GitRepository reviewing(GitRepository real, ConfigRepoFixture repo) {
    return (GitRepository)
        Proxy.newProxyInstance(
            Scene.class.getClassLoader(),
            new Class<?>[] {GitRepository.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(real, arguments);
                if (method.getName().equals("submit")) {
                  repo.review((String) arguments[0], (String) arguments[1]);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Made once. */
  private static final class Keys {
    static final Path SSH = make();

    private static Path make() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
        Path file = Files.createTempFile("signing", ".pem");
        file.toFile().deleteOnExit();
        return Files.writeString(
            file,
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n");
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Work propose(String... images) {
    return (run, target, repo) -> {
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

  static Preferences onMilestone(int number) {
    Preferences none = Preferences.NONE;
    return new Preferences(
        none.branch(),
        none.paths(),
        none.fallback(),
        none.marks(),
        none.draft(),
        number,
        none.wording(),
        none.author(),
        none.committer());
  }

  private static Work onMilestone(String image) {
    return (run, target, repo) -> propose(image).on(run.preferring(onMilestone(3)), target, repo);
  }

  private static Work tend() {
    return (run, target, repo) -> {
      run.tend(target, 1);
      return List.of();
    };
  }

  private static Work tell() {
    return (run, target, repo) -> {
      Announcer forge = target.forge().announcer().orElseThrow();
      CommitId merge = forge.mergeCommit(1).orElseThrow();
      Announcer.News news = new Announcer.News(Announcer.Course.GOOD, "applied, healthy");
      assertThat(forge.status(merge, "tagboat/prod", news, false)).isEmpty();
      forge.deployment(merge, "production", news);
      forge.comment(1, "<!-- tagboat: clusters -->", "Where this is applied");
      return List.of();
    };
  }

  private static void told(ConfigRepoFixture repo) {
    merged(repo);
    Announcer forge = repo.target().forge().announcer().orElseThrow();
    forge.comment(1, "<!-- tagboat: clusters -->", "Nowhere yet");
  }

  private static void merged(ConfigRepoFixture repo) {
    opened(repo).forge().merge("acme", "config", 1);
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

  private static void bumpedAfterwards(ConfigRepoFixture repo) {
    repo.commit("main", Map.of("a/pod.yaml", MannersTestBase.pod("app:1.4.2")));
  }

  private static void openedSigned(ConfigRepoFixture repo) {
    Work opens = propose("app:1.4.2");
    List<Outcome> unused = opens.on(repo.run(), signed(repo.target()), repo);
  }

  private static void queue(ConfigRepoFixture repo) {
    repo.forge().protect("acme", "config", new Protection("main", List.of(), true, false, false));
    settings(repo, "auto-merge: {enabled: true}");
  }

  private static void green(ConfigRepoFixture repo) {
    repo.forge()
        .protect("acme", "config", new Protection("main", List.of("ci"), false, false, false));
    opened(repo);
    repo.status(repo.pullRequests().get(0).headSha(), "ci");
    settings(repo, "auto-merge: {enabled: true}");
  }

  private static void takenBack(ConfigRepoFixture repo) {
    opened(repo).forge().closePullRequest("acme", "config", 1);
    comment(repo, "tagboat: unignore");
  }

  private static void reopened(ConfigRepoFixture repo) {
    String commit = opened(repo).commitsOn(MannersTestBase.BRANCH).get(0);
    comment(repo, "tagboat: ignore");
    repo.run().tend(repo.target(), 1);
    repo.forcePush(MannersTestBase.BRANCH, commit);
    repo.forge().reopenPullRequest("acme", "config", 1);
  }
}
