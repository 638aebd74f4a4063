package dev.tagboat.bot.forge.github;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What credentials may do on GitHub, as far as it can be seen without changing anything.
 *
 * @param scopes of a classic token; null for the other kinds
 * @param expires null when GitHub names no end
 * @param permissions of a GitHub App: name to {@code read}, {@code write} or {@code admin}; empty
 *     for the other kinds, which GitHub does not tell about
 * @param everyRepository whether the App is installed on all repositories of its account
 * @param answers what was found out about one repository; empty when none was named
 */
public record GitHubAccess(
    Kind kind,
    @Nullable List<String> scopes,
    @Nullable Instant expires,
    Map<String, String> permissions,
    boolean everyRepository,
    Map<Question, Verdict> answers) {

  public GitHubAccess {
    scopes = scopes == null ? null : List.copyOf(scopes);
    permissions = Map.copyOf(permissions);
    answers = Map.copyOf(answers);
  }

  /**
   * By the token's first letters (GitHub, "About authentication to GitHub", token formats), and by
   * its headers.
   */
  public enum Kind {
    CLASSIC,
    FINE_GRAINED,
    /** Of a GitHub App's installation; the {@code GITHUB_TOKEN} of a workflow is one, too. */
    INSTALLATION,
    /** Of somebody who uses an OAuth or GitHub App. */
    USER_OF_APP,
    /** The App itself, with its private key. */
    APP,
    UNKNOWN;

    static Kind of(String token, boolean hasScopes) {
      if (token.startsWith("github_pat_")) {
        return FINE_GRAINED;
      }
      if (token.startsWith("ghs_")) {
        return INSTALLATION;
      }
      if (token.startsWith("gho_") || token.startsWith("ghu_")) {
        return USER_OF_APP;
      }
      return token.startsWith("ghp_") || hasScopes ? CLASSIC : UNKNOWN;
    }
  }

  /** What is asked about one repository. */
  public enum Question {
    READ,
    PUSH,
    OPEN_PULL_REQUESTS,
    SET_LABELS,
    ADMINISTER,
    READ_DEPLOY_KEYS,
    READ_SECRETS,
    READ_WEBHOOKS,
    /** Whether nothing keeps a push from the branch that pull requests go to. */
    PUSH_TO_BASE
  }

  /** What is known. */
  public enum Verdict {
    YES,
    NO,
    UNKNOWN
  }

  public Verdict may(Question question) {
    return answers.getOrDefault(question, Verdict.UNKNOWN);
  }
}
