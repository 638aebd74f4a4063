package dev.tagboat.bot.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.git.TestGit;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.util.FileUtils;

/**
 * From a push event to the pull request, on a config repo of 50,000 files with a warm mirror, over
 * local HTTP: fetch one new commit, find the image, change eight files, push the branch, open the
 * pull request. Against it, in turns and on the same server, the git program with a kept bare
 * mirror: it fetches one new commit and pushes one with the same changes; that commit is made
 * outside the clock, and no pull request is opened. Argument: the number of runs, 40 by default.
 */
public final class ProposeBench {
  private static final int WARM_UP = 10;
  private static final int LONE = 10;
  private static final String TOKEN = "ghp_bench";
  private static final String NEW_TAG = "1.5.0";

  private final EmbeddedForge forge;
  private final Path floor;
  private final Path mirrors;
  private final Laps laps = new Laps();
  private int nextApp;
  private int nextEdit;

  private ProposeBench(EmbeddedForge forge, Path floor, Path mirrors) {
    this.forge = forge;
    this.floor = floor;
    this.mirrors = mirrors;
  }

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
    Path directory = Files.createTempDirectory("tagboat-bench");
    ForgeConfig config =
        ForgeConfig.in(directory.resolve("forge"))
            .withToken(ForgeToken.forBot(TOKEN, "tagboat[bot]"));
    try (EmbeddedForge forge = EmbeddedForge.start(config)) {
      BigConfigRepo.write(forge.addRepository("acme", "config"));
      Path floor = Files.createDirectory(directory.resolve("floor"));
      TestGit.run(floor, "init", "-q", "--bare");
      new ProposeBench(forge, floor, directory.resolve("mirrors")).run(runs);
    } finally {
      FileUtils.delete(directory.toFile(), FileUtils.RECURSIVE);
    }
  }

  private void run(int runs) throws IOException, InterruptedException {
    long heap = usedHeap();
    Proposer proposer = proposer();
    Target target = target(Duration.ZERO);
    System.out.printf("first time ever, clone included: %.0f ms%n", ours(proposer, target));
    System.out.printf("second time: %.0f ms%n", ours(proposer, target));
    compare(runs, proposer, target);
    System.out.printf("heap that all of it keeps: %.0f MiB%n", (usedHeap() - heap) / 1048576.0);
    System.out.printf(
        "first time after a restart, mirror warm: %.0f ms%n", ours(proposer(), target));
    lone(proposer, target(Duration.ofSeconds(1)));
  }

  private void compare(int runs, Proposer proposer, Target target) throws IOException {
    Series ours = new Series();
    Series git = new Series();
    for (int i = -WARM_UP; i < runs; i++) {
      if (i == 0) {
        laps.clear();
      }
      double our = ours(proposer, target);
      double cli = git();
      if (i >= 0) {
        ours.add(our);
        git.add(cli);
      }
    }
    System.out.printf(
        "%d runs: ours p50 %.0f ms, p90 %.0f ms; git p50 %.0f ms, p90 %.0f ms; ratio of p50 %.2f%n",
        runs, ours.p(50), ours.p(90), git.p(50), git.p(90), ours.p(50) / git.p(50));
    laps.print(runs);
  }

  // A pull request is one write: with GitHub's pause of a second it must not wait for anything.
  private void lone(Proposer proposer, Target paced) throws InterruptedException {
    Series lone = new Series();
    for (int i = 0; i < LONE; i++) {
      lone.add(ours(proposer, paced));
      Thread.sleep(1100);
    }
    System.out.printf(
        "%d lone events, a second between writes as on GitHub: p50 %.0f ms%n", LONE, lone.p(50));
  }

  private Proposer proposer() {
    GitRepositories repositories = new JGitRepositories(mirrors, GitSettings.defaults());
    return new BumpRun(laps.timed(GitRepositories.class, repositories), Clock.systemUTC());
  }

  private Target target(Duration writePause) {
    URI clone = forge.cloneUrl("acme", "config");
    Credentials token = new Credentials.Token(Secret.of(TOKEN));
    GitHubForge github =
        GitHubForge.connect(
            new GitHubSettings(forge.apiUrl(), "acme", "config", token, writePause),
            HttpClients.shared(),
            Clock.systemUTC());
    GitRemote remote = new GitRemote(clone, github.login(), null);
    return new Target(remote, "main", laps.timed(Forge.class, github));
  }

  private double ours(Proposer proposer, Target target) {
    advance();
    int app = nextApp++;
    ImageReference image =
        ImageReference.parse(BigConfigRepo.image(app) + ":" + NEW_TAG).orElseThrow();
    ImageName name = image.name();
    ImagePush push = ImagePush.of(name, Objects.requireNonNull(image.tag()), null);
    List<Candidate> batch = List.of(new Candidate("1", push, null));
    long start = System.nanoTime();
    List<Outcome> outcomes = proposer.propose(target, batch, Progress.NONE);
    double time = (System.nanoTime() - start) / 1e6;
    if (!(outcomes.get(0) instanceof Outcome.Proposed proposed) || proposed.pullRequest() == null) {
      throw new IllegalStateException(outcomes.toString());
    }
    return time;
  }

  private double git() throws IOException {
    advance();
    int app = nextApp++;
    String url = forge.cloneUrl("acme", "config").toString();
    String pair = "x-access-token:" + TOKEN;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    String header = "http.extraHeader=Authorization: Basic " + basic;
    long start = System.nanoTime();
    TestGit.run(
        floor, "-c", header, "fetch", "-q", url, "+refs/heads/main:refs/remotes/origin/main");
    long fetched = System.nanoTime() - start;
    String branch = "git/" + BigConfigRepo.name(app);
    commit(branch, BigConfigRepo.bumped(app, NEW_TAG));
    start = System.nanoTime();
    TestGit.run(
        floor, "-c", header, "push", "-q", url, "refs/made/" + branch + ":refs/heads/" + branch);
    long pushed = System.nanoTime() - start;
    laps.note("git fetch", fetched);
    laps.note("git push", pushed);
    return (fetched + pushed) / 1e6;
  }

  private void commit(String branch, Map<String, byte[]> files) throws IOException {
    Process git =
        new ProcessBuilder("git", "fast-import", "--quiet").directory(floor.toFile()).start();
    try (OutputStream out = git.getOutputStream()) {
      String head =
          """
          commit refs/made/%s
          committer b <b@example.org> 0 +0000
          data 5
          bump

          from refs/remotes/origin/main^0
          """;
      out.write(head.formatted(branch).getBytes(UTF_8));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        int length = file.getValue().length;
        String line = "M 100644 inline " + file.getKey() + "\ndata " + length + "\n";
        out.write(line.getBytes(UTF_8));
        out.write(file.getValue());
      }
    }
    try {
      if (git.waitFor() != 0) {
        throw new IllegalStateException("git fast-import failed");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody's commit on main, so that there is something to fetch. */
  private void advance() {
    int edit = nextEdit++;
    int app = BigConfigRepo.APPS - 1 - edit * 7 % 500;
    Map<String, byte[]> files = BigConfigRepo.edited(app, edit);
    forge.commit("acme", "config", "main", "ann", "Edit " + edit, files);
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
