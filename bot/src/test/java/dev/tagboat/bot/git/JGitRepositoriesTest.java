package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.Snapshot.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JGitRepositoriesTest extends GitTestBase {
  @Test
  void changesExactlyOneFileOnANewBranch() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      assertThat(repository.push("tagboat/web", commit, null, List.of("hello=world")))
          .isInstanceOf(PushOutcome.Pushed.class);
      assertThat(repository.commitsBetween(base, commit))
          .containsExactly(new CommitSummary(commit, BOT, BOT, "Bump web to 2"));
      assertThat(repository.mergeBase(base, commit)).contains(base);
    }
    assertThat(served("diff", "--name-only", "main", "tagboat/web"))
        .isEqualTo("apps/web/deploy.yaml");
    assertThat(server.options).containsExactly("hello=world");
    assertThat(served("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void tellsWhatACommitDescendsFrom() {
    CommitId base;
    CommitId commit;
    try (GitRepository repository = open()) {
      base = head(repository, "main");
      commit = bump(repository, base);
      CommitId unknown = new CommitId("0123456789abcdef0123456789abcdef01234567");

      assertThat(repository.contains(commit, base)).isTrue();
      assertThat(repository.contains(base, base)).isTrue();
      assertThat(repository.contains(base, commit)).isFalse();
      assertThat(repository.contains(unknown, base)).isFalse();
      assertThat(repository.contains(base, unknown)).isFalse();
    }
  }

  @Test
  void rewritesOnlyTheTreesOnTheWay() throws IOException {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      String before = TestGit.run(mirror(), "count-objects");
      bump(repository, base);
      // blob, apps/web, apps, root, commit
      assertThat(List.of(before, TestGit.run(mirror(), "count-objects")))
          .extracting(text -> Integer.parseInt(text.split(" ", 2)[0]))
          .satisfies(counts -> assertThat(counts.get(1) - counts.get(0)).isEqualTo(5));
    }
  }

  @Test
  void theSameInputIsTheSameCommit() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      assertThat(bump(repository, base)).isEqualTo(bump(repository, base));
    }
  }

  @Test
  void keepsTheModeAndReadsWhatItWrote() throws IOException {
    write("run.sh", "1");
    assertThat(work.resolve("run.sh").toFile().setExecutable(true)).isTrue();
    publish("script");
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit =
          repository.commit(base, Map.of("run.sh", "22".getBytes(UTF_8)), "m", BOT, NOON);
      Entry entry = repository.snapshot(commit).find("run.sh").orElseThrow();
      assertThat(entry.kind()).isEqualTo(Snapshot.Kind.EXECUTABLE);
      assertThat(entry.size()).isEqualTo(2);
      assertThat(entry.read(2)).asString(UTF_8).isEqualTo("22");
      assertThatThrownBy(() -> entry.read(1)).isInstanceOf(UserFault.class);
    }
  }

  @Test
  void onlyExistingRegularFilesAreChanged() throws IOException {
    Files.createSymbolicLink(work.resolve("link"), Path.of("apps/web/deploy.yaml"));
    publish("link");
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      for (String path :
          List.of("none.yaml", "apps", "link", "link/x", "apps/web/deploy.yaml/x", "../x", "")) {
        Map<String, byte[]> files = Map.of(path, new byte[0]);
        assertThatThrownBy(() -> repository.commit(base, files, "m", BOT, NOON))
            .as(path)
            .isInstanceOf(UserFault.class);
      }
    }
  }

  @Test
  void fetchesForcePushedAndVanishedBranches() {
    try (GitRepository repository = open()) {
      repository.fetch(List.of("main", "none"));
    }
    TestGit.run(work, "commit", "-q", "--amend", "-m", "rewritten");
    String head = publish("more");
    served("branch", "side", "main");
    try (GitRepository repository = open()) {
      Map<String, CommitId> heads = repository.fetch(List.of("main", "side", "none"));
      assertThat(heads).containsOnlyKeys("main", "side");
      assertThat(heads).containsEntry("main", new CommitId(head));
      served("branch", "-D", "side");
      assertThat(repository.fetch(List.of("main", "side"))).containsOnlyKeys("main");
    }
  }

  @Test
  void anEmptyRemoteHasNoBranches() throws IOException {
    server.create("acme/empty");
    try (GitRepository repository = repositories.open(remote("acme/empty"))) {
      assertThat(repository.fetch(List.of("main"))).isEmpty();
    }
  }

  @Test
  void aMovedBranchIsStale() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      publish("somebody else");
      assertThat(repository.push("main", commit, base, List.of()))
          .isInstanceOf(PushOutcome.Stale.class);
      assertThat(repository.push("main", commit, null, List.of()))
          .isInstanceOf(PushOutcome.Stale.class);
      assertThat(repository.delete("main", base)).isInstanceOf(PushOutcome.Stale.class);
    }
  }

  @Test
  void aBranchThatMovesDuringThePushIsStale() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      String tree = served("rev-parse", "main^{tree}");
      String rival = served("commit-tree", "-m", "rival", "-p", base.value(), tree);
      server.beforeWrite = () -> served("update-ref", "refs/heads/main", rival);
      assertThat(repository.push("main", commit, base, List.of()))
          .isInstanceOf(PushOutcome.Stale.class);
    }
  }

  @Test
  void aRefusalCarriesTheServersSentence() {
    server.refusal = "push blocked, protected \u001b[31mbranch " + TestServer.PASSWORD;
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      PushOutcome outcome = repository.push("main", bump(repository, base), base, List.of());
      assertThat(outcome).isInstanceOf(PushOutcome.Rejected.class);
      assertThat(outcome.toString()).contains("protected").doesNotContain(TestServer.PASSWORD);
      assertThat(outcome.toString()).doesNotContain("\u001b");
    }
  }

  @Test
  void aPushWhoseAnswerIsLostWasDone() {
    server.hangUpAfterPush = true;
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      assertThat(repository.push("b", commit, null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
      assertThat(repository.delete("b", commit)).isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  @Test
  void needsFewRequests() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      repository.push("b", bump(repository, base), null, List.of());
    }
    publish("next");
    server.requests.clear();
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      repository.push("c", bump(repository, base), null, List.of());
    }
    assertThat(server.requests).hasSize(5);
  }

  @Test
  void worksOnAFileUrl() {
    URI url = directory.resolve("served/acme/config.git").toUri();
    try (GitRepository repository = repositories.open(new GitRemote(url, null, null))) {
      CommitId base = head(repository, "main");
      assertThat(repository.push("b", bump(repository, base), null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  @Test
  void walksIntoChosenDirectoriesOnly() {
    List<String> steps = new ArrayList<>();
    try (GitRepository repository = open()) {
      CommitId head = head(repository, "main");
      repository
          .snapshot(head)
          .walk(
              new Snapshot.Visitor() {
                @Override
                public boolean enter(String path, String treeId) {
                  assertThat(treeId).isEqualTo(served("rev-parse", head.value() + ":" + path));
                  steps.add("> " + path);
                  return !path.equals("apps/db") && !path.equals("other/a/b");
                }

                @Override
                public void leave() {
                  steps.add("<");
                }

                @Override
                public void visit(Entry entry) {
                  steps.add(entry.path());
                }
              });
    }
    assertThat(steps)
        .containsExactly(
            "> apps",
            "> apps/db",
            "> apps/web",
            "apps/web/deploy.yaml",
            "<",
            "<",
            "> other",
            "> other/a",
            "> other/a/b",
            "<",
            "<");
  }
}
