package dev.tagboat.bot.forge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.TestGit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsProgram("git")
class GitTest {
  @TempDir Path dir;
  private ForgeFixture forge;

  @BeforeEach
  void start() {
    forge = ForgeFixture.start(ForgeFixture.config(dir.resolve("forge")));
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  private static UsernamePasswordCredentialsProvider login(String token) {
    return new UsernamePasswordCredentialsProvider("x-access-token", token);
  }

  private Git cloned() throws Exception {
    return Git.cloneRepository()
        .setURI(forge.forge.cloneUrl("acme", "config").toString())
        .setDirectory(dir.resolve("work").toFile())
        .setCredentialsProvider(login(ForgeFixture.TOKEN))
        .call();
  }

  private static void change(Git git, String text) throws Exception {
    Path file = git.getRepository().getWorkTree().toPath().resolve("apps/web.yaml");
    Files.writeString(file, text);
    git.commit().setAll(true).setMessage("Change").setSign(false).call();
  }

  private static RemoteRefUpdate.Status push(Git git, String spec, String token) throws Exception {
    PushResult result =
        git.push()
            .setRefSpecs(new RefSpec(spec))
            .setCredentialsProvider(login(token))
            .call()
            .iterator()
            .next();
    return result.getRemoteUpdates().iterator().next().getStatus();
  }

  private PullRequest only() {
    return forge.forge.pullRequests("acme", "config").get(0);
  }

  @Test
  void aPushMovesThePullRequest() throws Exception {
    forge.open("bump");
    try (Git git = cloned()) {
      git.checkout().setName("bump").setCreateBranch(true).setStartPoint("origin/bump").call();
      change(git, "image: web:1.2.0\n");

      assertThat(push(git, "refs/heads/bump", ForgeFixture.TOKEN))
          .isEqualTo(RemoteRefUpdate.Status.OK);

      assertThat(only().headSha()).isEqualTo(git.getRepository().resolve("HEAD").name());
      assertThat(only().isOpen()).isTrue();
    }
  }

  @Test
  void aDeletedBranchClosesAndAMergeByHandIsSeen() throws Exception {
    forge.open("gone");
    forge.open("merged");
    try (Git git = cloned()) {
      push(git, ":refs/heads/gone", ForgeFixture.TOKEN);
      push(git, "refs/remotes/origin/merged:refs/heads/main", ForgeFixture.TOKEN);
    }

    assertThat(forge.forge.pullRequests("acme", "config"))
        .extracting(PullRequest::state)
        .containsExactly(PullRequest.State.CLOSED, PullRequest.State.MERGED);
  }

  @Test
  void aTokenThatMayOnlyReadCannotPush() throws Exception {
    try (Git git = cloned()) {
      change(git, "image: web:9\n");

      assertThatThrownBy(() -> push(git, "refs/heads/main", ForgeFixture.READER))
          .isInstanceOf(TransportException.class);
      assertThatThrownBy(() -> push(git, "refs/heads/main", "wrong"))
          .isInstanceOf(TransportException.class);
    }
  }

  @Test
  void aProtectedBranchTakesNoPush() throws Exception {
    forge.forge.protect("acme", "config", "main", List.of("ci"), false);
    try (Git git = cloned()) {
      change(git, "image: web:9\n");

      assertThat(push(git, "refs/heads/main", ForgeFixture.TOKEN))
          .isEqualTo(RemoteRefUpdate.Status.REJECTED_OTHER_REASON);
    }
  }

  @Test
  void theAnswerToAPushCanBeLost() throws Exception {
    forge.forge.faults().loseAnswer("POST", "/acme/config\\.git/git-receive-pack", 1);
    try (Git git = cloned()) {
      change(git, "image: web:9\n");

      assertThatThrownBy(() -> push(git, "HEAD:refs/heads/lost", ForgeFixture.TOKEN))
          .isInstanceOf(TransportException.class);

      assertThat(forge.head("lost")).isEqualTo(git.getRepository().resolve("HEAD").name());
    }
  }

  @Test
  void gitsOwnClientClonesAndPushes() throws Exception {
    String url =
        forge
            .forge
            .cloneUrl("acme", "config")
            .toString()
            .replace("http://", "http://x-access-token:" + ForgeFixture.TOKEN + "@");
    Path work = dir.resolve("cli");
    git(dir, "clone", "-q", url, work.toString());
    Files.writeString(work.resolve("apps/web.yaml"), "image: web:cli\n");
    git(work, "-c", "user.name=cli", "-c", "user.email=cli@test", "commit", "-qam", "cli");
    git(work, "push", "-q", "origin", "HEAD:refs/heads/cli");

    assertThat(forge.head("cli")).isEqualTo(git(work, "rev-parse", "HEAD").strip());
  }

  @Test
  void withoutCredentialsNothingIsRead() {
    String url = forge.forge.cloneUrl("acme", "config").toString();

    TestGit.Result refused = TestGit.attempt(dir, "clone", "-q", url, "stranger");

    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("could not read Username");
  }

  @Test
  void anOpenRepositoryIsReadByEverybodyAndPushedToWithTheToken() throws Exception {
    try (ForgeFixture open =
        ForgeFixture.start(ForgeFixture.config(dir.resolve("open")).withOpenReading())) {
      String url = open.forge.cloneUrl("acme", "config").toString();
      Path work = dir.resolve("public");
      TestGit.run(dir, "clone", "-q", url, work.toString());
      Files.writeString(work.resolve("apps/web.yaml"), "image: web:open\n");
      TestGit.run(work, "commit", "-qam", "by anybody");

      TestGit.Result refused = TestGit.attempt(work, "push", "-q", url, "HEAD:refs/heads/open");
      assertThat(refused.exit()).isNotZero();
      assertThat(refused.output()).contains("could not read Username");
      String wrong = url.replace("http://", "http://x-access-token:wrong@");
      assertThat(TestGit.attempt(work, "push", "-q", wrong, "HEAD:open").exit()).isNotZero();

      String login = url.replace("http://", "http://x-access-token:" + ForgeFixture.TOKEN + "@");
      TestGit.run(work, "push", "-q", login, "HEAD:refs/heads/open");
      assertThat(open.head("open")).isEqualTo(TestGit.run(work, "rev-parse", "HEAD"));
    }
  }

  private static String git(Path directory, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new AssertionError("this test needs git: apt-get install git", e);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
