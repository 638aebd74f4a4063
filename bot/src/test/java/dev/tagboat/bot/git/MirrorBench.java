package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.bot.git.GitRemote.Login;
import dev.tagboat.bot.net.Secret;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Fetch one new commit, change one tag, push a branch, on a config repo of 50,000 files over local
 * HTTP: our mirror against the git program with a kept bare mirror (the floor: fetch and push only,
 * its commit is made outside the clock). Argument: the number of runs, 15 by default.
 */
public final class MirrorBench {
  private static final int WARM_UP = 5;
  private static final PersonIdent AUTHOR = new PersonIdent("bench", "bench@example.org");

  private final TestServer server;
  private final Path served;
  private final Path floor;
  private final Random random = new Random(7);

  private MirrorBench(TestServer server, Path served, Path floor) {
    this.server = server;
    this.served = served;
    this.floor = floor;
  }

  public static void main(String[] arguments) throws IOException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Path directory = Files.createTempDirectory("tagboat-bench");
    try (TestServer server = new TestServer(directory.resolve("served"))) {
      Path served = server.create("acme/config");
      generate(served);
      Path floor = Files.createDirectory(directory.resolve("floor"));
      TestGit.run(floor, "init", "-q", "--bare");
      new MirrorBench(server, served, floor)
          .run(runs, new JGitRepositories(directory.resolve("mirrors"), GitSettings.defaults()));
    } finally {
      Mirror.delete(directory);
    }
  }

  private void run(int runs, GitRepositories repositories) throws IOException {
    double[] ours = new double[runs];
    double[] git = new double[runs];
    for (int i = -WARM_UP; i < runs; i++) {
      advance();
      double our = ours(repositories, i);
      advance();
      double cli = git(i);
      if (i >= 0) {
        ours[i] = our;
        git[i] = cli;
      }
    }
    double a = median(ours);
    double b = median(git);
    System.out.printf(
        "runs %d: ours p50 %.0f ms, git p50 %.0f ms, ratio %.2f%n", runs, a, b, a / b);
  }

  private double ours(GitRepositories repositories, int run) {
    Login login = new Login(TestServer.USER, Secret.of(TestServer.PASSWORD));
    GitRemote remote = new GitRemote(server.url("acme/config"), () -> login, null);
    long start = System.nanoTime();
    try (GitRepository repository = repositories.open(remote)) {
      CommitId base = Objects.requireNonNull(repository.fetch(List.of("main")).get("main"));
      Identity author = new Identity("bench", "bench@example.org");
      CommitId commit = repository.commit(base, change(), "bump", author, Instant.EPOCH);
      PushOutcome outcome = repository.push("ours/" + run, commit, null, List.of());
      if (!(outcome instanceof PushOutcome.Pushed)) {
        throw new IllegalStateException(outcome.toString());
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private double git(int run) throws IOException {
    String url = server.url("acme/config").toString();
    String pair = TestServer.USER + ":" + TestServer.PASSWORD;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    String header = "http.extraHeader=Authorization: Basic " + basic;
    long start = System.nanoTime();
    TestGit.run(
        floor, "-c", header, "fetch", "-q", url, "+refs/heads/main:refs/remotes/origin/main");
    long fetched = System.nanoTime() - start;
    String commit = commit(floor, "refs/remotes/origin/main");
    start = System.nanoTime();
    TestGit.run(floor, "-c", header, "push", "-q", url, commit + ":refs/heads/git/" + run);
    return (fetched + System.nanoTime() - start) / 1e6;
  }

  private void advance() throws IOException {
    TestGit.run(served, "update-ref", "refs/heads/main", commit(served, "refs/heads/main"));
  }

  private String commit(Path repository, String parent) throws IOException {
    try (Repository git = new FileRepositoryBuilder().setGitDir(repository.toFile()).build();
        ObjectInserter inserter = git.newObjectInserter();
        ObjectReader reader = inserter.newReader();
        RevWalk walk = new RevWalk(reader)) {
      RevCommit base = walk.parseCommit(git.resolve(parent));
      CommitBuilder commit = new CommitBuilder();
      commit.setParentId(base);
      commit.setTreeId(new TreeEdit(reader, inserter).apply(base.getTree(), change()));
      commit.setAuthor(AUTHOR);
      commit.setCommitter(AUTHOR);
      commit.setMessage("bump");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id.name();
    }
  }

  private Map<String, byte[]> change() {
    int file = random.nextInt(50_000);
    return Map.of(path(file), content(file, random.nextInt()).getBytes(UTF_8));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String path(int file) {
    return "apps/team%02d/app%02d/env%02d/deploy.yaml"
        .formatted(file / 1000, file / 20 % 50, file % 20);
  }

  private static String content(int file, int tag) {
    String text = "kind: Deployment\nmetadata:\n  name: app" + file + "\nimage: acme/app:" + tag;
    return text + "\n" + "  # a line of a manifest of the usual size\n".repeat(27);
  }

  private static void generate(Path served) throws IOException {
    Process git =
        new ProcessBuilder("git", "fast-import", "--quiet").directory(served.toFile()).start();
    try (OutputStream out = new BufferedOutputStream(git.getOutputStream())) {
      out.write(
          "commit refs/heads/main\ncommitter b <b@example.org> 0 +0000\ndata 1\na\n"
              .getBytes(UTF_8));
      for (int file = 0; file < 50_000; file++) {
        byte[] content = content(file, 1).getBytes(UTF_8);
        out.write(
            ("M 100644 inline " + path(file) + "\ndata " + content.length + "\n").getBytes(UTF_8));
        out.write(content);
        out.write('\n');
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
}
