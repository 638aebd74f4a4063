package dev.tagboat.bot.cli;

import dev.tagboat.bot.pull.Announced;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who runs this: a CI job that says so in its environment, or a person at a terminal. */
final class Caller {
  private Caller() {}

  /**
   * Without a time: running it again must change nothing, and the commit has one.
   *
   * @param user the account of this machine
   */
  static Announced of(Map<String, String> env, @Nullable String user) {
    if (env.containsKey("GITHUB_RUN_ID")) {
      return new Announced(
          "GitHub Actions, workflow "
              + words(env, "GITHUB_WORKFLOW")
              + " of "
              + words(env, "GITHUB_REPOSITORY")
              + ", run "
              + words(env, "GITHUB_RUN_ID"),
          null,
          env.get("GITHUB_ACTOR"));
    }
    if (env.containsKey("CI_JOB_ID")) {
      return new Announced(
          "GitLab CI, job "
              + words(env, "CI_JOB_NAME")
              + " of "
              + words(env, "CI_PROJECT_PATH")
              + ", "
              + words(env, "CI_JOB_ID"),
          null,
          env.get("GITLAB_USER_LOGIN"));
    }
    boolean ci = env.containsKey("CI");
    return new Announced(
        ci ? "tagboat propose in a CI job" : "tagboat propose on the command line",
        null,
        ci ? null : user);
  }

  private static String words(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(text -> !text.isBlank()).orElse("?");
  }
}
