package dev.tagboat.bot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.github.GitHubAccess;
import dev.tagboat.bot.forge.github.GitHubAccess.Kind;
import dev.tagboat.bot.forge.github.GitHubAccess.Question;
import dev.tagboat.bot.forge.github.GitHubAccess.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is judged how, once the facts are known. */
class GitHubDoctorTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  private static List<String> judge(GitHubAccess access) {
    return GitHubDoctor.judge(access, false, NOW).stream()
        .map(f -> f.status().key() + " " + f.what() + ": " + f.sentence())
        .toList();
  }

  private static GitHubAccess classic(String scopes, @Nullable Instant expires) {
    List<String> list = scopes.isEmpty() ? List.of() : List.of(scopes.split(" ", -1));
    return new GitHubAccess(Kind.CLASSIC, list, expires, Map.of(), false, Map.of());
  }

  private static GitHubAccess app(Map<String, String> permissions, boolean everywhere) {
    return new GitHubAccess(Kind.APP, null, null, permissions, everywhere, Map.of());
  }

  private static GitHubAccess at(Kind kind, Map<Question, Verdict> answers) {
    return new GitHubAccess(kind, null, null, Map.of(), false, answers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          repo                  | ok scopes: Scopes: repo.
          public_repo           | ok scopes: Scopes: public_repo.
          repo repo:status      | ok scopes: Scopes: repo, repo:status.
          repo workflow         | too-much scopes: It also has workflow.
          repo admin:org gist   | too-much scopes: It also has admin:org, gist.
          repo delete_repo      | too-much scopes: It also has delete_repo.
          repo write:packages   | too-much scopes: It also has write:packages.
          repo read:org         | warning scopes: It may also read: read:org.
          ''                    | warning scopes: It has neither repo nor public_repo, so it cannot propose anything.
          read:user             | warning scopes: It has neither repo nor public_repo, so it cannot propose anything.
          """)
  void scopesOfClassicTokens(String scopes, String finding) {
    assertThat(judge(classic(scopes, null))).contains(finding);
  }

  @Test
  void anEndThatIsNearOrMissingIsTold() {
    assertThat(judge(classic("repo", null)))
        .contains("warning expiry: GitHub names no day on which the token expires.");
    assertThat(judge(classic("repo", NOW.plus(Duration.ofDays(6)))))
        .contains("warning expiry: It expires at 2026-11-30T08:00:00Z.");
    assertThat(judge(classic("repo", NOW.plus(Duration.ofDays(8)))))
        .contains("ok expiry: It expires at 2026-12-02T08:00:00Z.");
  }

  @Test
  void anAppMayWriteTwoThings() {
    Map<String, String> good =
        Map.of(
            "contents", "write", "pull_requests", "write", "metadata", "read", "members", "read");

    assertThat(judge(app(good, false)))
        .containsExactly(
            "ok kind: A GitHub App with its private key, which makes narrow tokens.",
            "ok permissions: The App may write contents and pull requests, and no more.");
    assertThat(judge(app(good, true)))
        .contains("warning installation: The App is installed on every repository of its account.");
  }

  @Test
  void anAppThatMayMoreOrLess() {
    Map<String, String> permissions =
        Map.of(
            "contents", "write",
            "pull_requests", "read",
            "administration", "write",
            "workflows", "write",
            "secrets", "read",
            "organization_projects", "admin");

    assertThat(judge(app(permissions, false)))
        .contains(
            "too-much permissions: The App may also write administration, organization_projects,"
                + " workflows.",
            "warning permissions: The App may also read secrets.",
            "warning permissions: The App may not write pull_requests.");
  }

  @Test
  void aPushToAnOpenBranchMattersOnlyToWhoMayPush() {
    Map<Question, Verdict> open =
        Map.of(Question.READ, Verdict.YES, Question.PUSH_TO_BASE, Verdict.YES);

    assertThat(judge(at(Kind.INSTALLATION, open)))
        .noneMatch(finding -> finding.startsWith("too-much"));
  }

  @Test
  void theRoleOfItsOwnerSaysNothingOfAFineGrainedToken() {
    Map<Question, Verdict> admin =
        Map.of(Question.READ, Verdict.YES, Question.ADMINISTER, Verdict.YES);

    assertThat(judge(at(Kind.FINE_GRAINED, admin))).noneMatch(f -> f.startsWith("too-much"));
    assertThat(judge(at(Kind.INSTALLATION, admin)))
        .contains("too-much administration: It may administer the repository.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          READ_DEPLOY_KEYS | too-much administration: It may read the deploy keys.
          READ_SECRETS     | too-much secrets: It may list the secrets of Actions.
          READ_WEBHOOKS    | too-much webhooks: It may read the webhooks.
          """)
  void readingWhatTheBotNeverReadsIsTooMuch(Question question, String finding) {
    assertThat(
            judge(at(Kind.FINE_GRAINED, Map.of(Question.READ, Verdict.YES, question, Verdict.YES))))
        .contains(finding);
  }

  @Test
  void aRepositoryThatCannotBeReadIsAllThatIsSaidOfIt() {
    assertThat(judge(at(Kind.INSTALLATION, Map.of(Question.READ, Verdict.NO))))
        .containsExactly(
            "ok kind: A token of a GitHub App's installation.",
            "warning repository: The config repo cannot be read with it.");
  }
}
