package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.git.PushOutcome.Pushed;
import dev.tagboat.bot.git.PushOutcome.Rejected;
import dev.tagboat.bot.git.PushOutcome.Stale;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else pushes between our look and our push, and what a server says to that. */
class PushRaceTest extends GitTestBase {
  private static final ObjectId ZERO = ObjectId.zeroId();
  private static final ObjectId A = ObjectId.fromString("a".repeat(40));
  private static final ObjectId B = ObjectId.fromString("b".repeat(40));
  private static final ObjectId C = ObjectId.fromString("c".repeat(40));

  private GitRepository rival() {
    return new JGitRepositories(directory.resolve("rival"), SETTINGS).open(remote("acme/config"));
  }

  /** Once, through a mirror of its own. */
  private void rivalPushesWhenWeDo(CommitId base, String branch, boolean isThere) {
    server.beforePush =
        () -> {
          server.beforePush = () -> {};
          try (GitRepository rival = rival()) {
            rival.fetch(List.of("main", branch));
            CommitId commit =
                rival.commit(base, Map.of("apps/db/deploy.yaml", new byte[0]), "r", BOT, NOON);
            assertThat(rival.push(branch, commit, isThere ? base : null, List.of()))
                .isInstanceOf(Pushed.class);
          }
        };
  }

  @Test
  void aBranchThatARivalMovedIsStale() {
    served("branch", "b", "main");
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      rivalPushesWhenWeDo(base, "b", true);

      PushOutcome outcome = repository.push("b", bump(repository, base), base, List.of());

      assertThat(outcome).isInstanceOf(Stale.class);
      assertThat(outcome.toString()).contains("invalid old id sent");
    }
    assertThat(served("log", "-1", "--format=%s", "b")).isEqualTo("r");
  }

  @Test
  void aBranchThatARivalMadeIsStale() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      rivalPushesWhenWeDo(base, "b", false);

      assertThat(repository.push("b", bump(repository, base), null, List.of()))
          .isInstanceOf(Stale.class);
    }
    assertThat(served("log", "-1", "--format=%s", "b")).isEqualTo("r");
  }

  @Test
  void aBranchThatIsDeletedMeanwhileIsStale() {
    served("branch", "b", "main");
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      server.beforePush = () -> served("update-ref", "-d", "refs/heads/b");

      assertThat(repository.push("b", bump(repository, base), base, List.of()))
          .isInstanceOf(Stale.class);
    }
  }

  @Test
  void whateverTheServerSaysTheBranchesPlaceDecides() {
    served("branch", "b", "main");
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId ours = bump(repository, base);
      Map<String, byte[]> other = Map.of("apps/web/deploy.yaml", "3".getBytes(UTF_8));
      CommitId theirs = repository.commit(base, other, "m", BOT, NOON);
      repository.push("rival", theirs, null, List.of());

      server.refusal = "computer says no";
      assertThat(repository.push("b", ours, base, List.of())).isInstanceOf(Rejected.class);
      server.beforeWrite = () -> served("update-ref", "refs/heads/b", "refs/heads/rival");
      assertThat(repository.push("b", ours, base, List.of())).isInstanceOf(Stale.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid old id sent",
        "already exists",
        "no such ref",
        "reference already exists",
        "incorrect old value provided",
        "failed to update ref",
        "failed to lock",
        "failed to update ref: cannot lock ref 'refs/heads/b': Unable to create b.lock: File exists",
        "cannot lock ref 'refs/heads/b': is at 1 but expected 2",
        "stale info",
        "fetch first",
        "lock error: b"
      })
  void theUsualWordsForARaceAreBelieved(String words) {
    assertThat(Rejection.judge(new Rejected(words), B, A, A)).isEqualTo(new Stale(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pre-receive hook declined",
        "protected branch hook declined",
        "non-fast-forward",
        "deny updating a hidden ref",
        "cannot lock ref 'refs/heads/t/b': 'refs/heads/t' exists; cannot create 'refs/heads/t/b'",
        ""
      })
  void otherWordsAreANoWhereTheBranchIsAsExpected(String words) {
    Rejected rejected = new Rejected(words);

    assertThat(Rejection.judge(rejected, B, A, A)).isEqualTo(rejected);
    assertThat(Rejection.judge(rejected, B, ZERO, ZERO)).isEqualTo(rejected);
    assertThat(Rejection.judge(rejected, B, A, C)).isEqualTo(new Stale(words));
    assertThat(Rejection.judge(rejected, B, ZERO, C)).isEqualTo(new Stale(words));
    assertThat(Rejection.judge(rejected, B, A, ZERO)).isEqualTo(new Stale(words));
    assertThat(Rejection.judge(rejected, B, A, B)).isEqualTo(new Pushed());
    assertThat(Rejection.judge(rejected, ZERO, A, ZERO)).isEqualTo(new Pushed());
  }
}
