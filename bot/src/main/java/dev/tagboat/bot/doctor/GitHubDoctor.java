package dev.tagboat.bot.doctor;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.forge.github.AccessProbe;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubAccess;
import dev.tagboat.bot.forge.github.GitHubAccess.Kind;
import dev.tagboat.bot.forge.github.GitHubAccess.Question;
import dev.tagboat.bot.forge.github.GitHubAccess.Verdict;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges what GitHub's credentials may do: contents and pull requests to write, and no more. */
public final class GitHubDoctor {
  public static final String COMPONENT = "github";
  private static final Duration SOON = Duration.ofDays(7);
  private static final Set<String> NEEDED_SCOPES = Set.of("repo", "public_repo");
  private static final Set<String> PARTS_OF_REPO =
      Set.of("repo:status", "repo_deployment", "repo:invite", "security_events");
  private static final Set<String> NEEDED = Set.of("contents", "pull_requests");
  private static final Set<String> USEFUL = Set.of("metadata", "issues", "statuses", "deployments");
  private static final String NARROW =
      "Make one that may write contents and pull requests (and issues, where it is to make labels) of"
          + " the config repo, and no more.";

  private final GitHubAccess access;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private GitHubDoctor(GitHubAccess access, Instant now) {
    this.access = access;
    this.now = now;
  }

  /**
   * Asks GitHub, and looks at the file of an App's private key.
   *
   * @param branch the one that is to be protected; null asks of no repository
   * @param inWorkflow whether this runs in GitHub Actions
   * @param lanes those of the whole program
   */
  public static List<Finding> look(
      GitHubSettings settings,
      @Nullable String branch,
      boolean inWorkflow,
      Clock clock,
      TokenLanes lanes) {
    List<Finding> findings = new ArrayList<>();
    if (settings.credentials() instanceof Credentials.App app) {
      findings.add(keyFile(app.privateKeyFile()));
    }
    try {
      GitHubAccess access =
          branch == null
              ? AccessProbe.look(settings, HttpClients.shared(), clock, lanes)
              : AccessProbe.look(settings, HttpClients.shared(), clock, lanes, branch);
      findings.addAll(judge(access, inWorkflow, clock.instant()));
    } catch (Fault e) {
      findings.add(
          Finding.unknown(
              COMPONENT,
              "credentials",
              String.valueOf(e.getMessage()),
              "Mend what it names, then ask again."));
    }
    return findings;
  }

  /**
   * @param inWorkflow whether this runs in GitHub Actions
   */
  static List<Finding> judge(GitHubAccess access, boolean inWorkflow, Instant now) {
    GitHubDoctor doctor = new GitHubDoctor(access, now);
    doctor.kind(inWorkflow);
    doctor.scopes();
    doctor.permissions();
    doctor.expiry();
    if (!access.answers().isEmpty()) {
      doctor.repository();
    }
    return doctor.findings;
  }

  private void kind(boolean inWorkflow) {
    String what = "kind";
    switch (access.kind()) {
      case APP -> ok(what, "A GitHub App with its private key, which makes narrow tokens.");
      case FINE_GRAINED -> ok(what, "A fine-grained personal access token.");
      case INSTALLATION ->
          ok(
              what,
              inWorkflow
                  ? "The token of a workflow (GITHUB_TOKEN), or of a GitHub App's installation."
                  : "A token of a GitHub App's installation.");
      case CLASSIC ->
          warn(
              what,
              "A classic personal access token: it reaches every repository of its account.",
              "Use a GitHub App, or a fine-grained token for the config repo alone.");
      case USER_OF_APP ->
          warn(
              what,
              "A token of a person who uses an App: it ends with that person's session.",
              "Use a GitHub App's own installation, or a fine-grained token.");
      case UNKNOWN ->
          unknown(what, "GitHub does not tell what kind of token it is.", "Check it in GitHub.");
    }
  }

  private void scopes() {
    List<String> scopes = access.scopes();
    if (scopes == null) {
      return;
    }
    String what = "scopes";
    List<String> beyond =
        scopes.stream()
            .filter(s -> !NEEDED_SCOPES.contains(s) && !PARTS_OF_REPO.contains(s))
            .toList();
    List<String> writing = beyond.stream().filter(s -> !isReading(s)).toList();
    if (!writing.isEmpty()) {
      tooMuch(what, "It also has " + String.join(", ", writing) + ".", NARROW);
    } else if (!beyond.isEmpty()) {
      warn(what, "It may also read: " + String.join(", ", beyond) + ".", NARROW);
    }
    if (scopes.stream().noneMatch(NEEDED_SCOPES::contains)) {
      warn(what, "It has neither repo nor public_repo, so it cannot propose anything.", NARROW);
    } else if (beyond.isEmpty()) {
      ok(what, "Scopes: " + String.join(", ", scopes) + ".");
    }
  }

  private static boolean isReading(String scope) {
    return scope.startsWith("read:") || scope.equals("user:email");
  }

  private void permissions() {
    if (access.kind() != Kind.APP) {
      return;
    }
    String what = "permissions";
    List<String> lacking =
        NEEDED.stream()
            .filter(name -> !"write".equals(access.permissions().get(name)))
            .sorted()
            .toList();
    List<String> writing = beyond(false);
    List<String> reading = beyond(true);
    if (!writing.isEmpty()) {
      tooMuch(what, "The App may also write " + String.join(", ", writing) + ".", NARROW);
    }
    if (!reading.isEmpty()) {
      warn(what, "The App may also read " + String.join(", ", reading) + ".", NARROW);
    }
    if (!lacking.isEmpty()) {
      warn(what, "The App may not write " + String.join(", ", lacking) + ".", NARROW);
    }
    if (writing.isEmpty() && reading.isEmpty() && lacking.isEmpty()) {
      ok(what, "The App may write contents and pull requests, and no more.");
    }
    if (access.everyRepository()) {
      warn(
          "installation",
          "The App is installed on every repository of its account.",
          "Choose \"Only select repositories\" and name the config repos.");
    }
  }

  private List<String> beyond(boolean reading) {
    return new TreeMap<>(access.permissions())
        .entrySet().stream()
            .filter(e -> !NEEDED.contains(e.getKey()) && !USEFUL.contains(e.getKey()))
            .filter(e -> e.getValue().equals("read") == reading)
            // For teams that are asked for a review.
            .filter(e -> !reading || !e.getKey().equals("members"))
            .map(java.util.Map.Entry::getKey)
            .toList();
  }

  private void expiry() {
    @Nullable Instant expires = access.expires();
    String what = "expiry";
    if (access.kind() == Kind.APP || access.kind() == Kind.INSTALLATION) {
      return; // an hour, always
    }
    if (expires == null) {
      warn(
          what,
          "GitHub names no day on which the token expires.",
          "Give it one, or use a GitHub App, whose tokens live an hour.");
    } else if (Duration.between(now, expires).compareTo(SOON) < 0) {
      warn(what, "It expires at " + expires + ".", "Make a new one before that.");
    } else {
      ok(what, "It expires at " + expires + ".");
    }
  }

  private void repository() {
    if (access.may(Question.READ) != Verdict.YES) {
      warn(
          "repository",
          "The config repo cannot be read with it.",
          "Check the URL, and that the token or App was given this repository.");
      return;
    }
    need(Question.PUSH, "contents", "push branches");
    need(Question.OPEN_PULL_REQUESTS, "pull requests", "open pull requests");
    if (access.may(Question.SET_LABELS) == Verdict.NO) {
      warn(
          "issues",
          "It may not make labels, and so not set those that the repo does not have.",
          "Make them there by hand, or allow issues: write.");
    }
    base();
    excess(Question.READ_DEPLOY_KEYS, "administration", "read the deploy keys");
    excess(Question.READ_SECRETS, "secrets", "list the secrets of Actions");
    excess(Question.READ_WEBHOOKS, "webhooks", "read the webhooks");
    // For a fine-grained token GitHub shows what its owner may do, not what the token may.
    if (access.kind() != Kind.FINE_GRAINED) {
      excess(Question.ADMINISTER, "administration", "administer the repository");
    }
  }

  private void need(Question question, String what, String may) {
    switch (access.may(question)) {
      case YES -> ok(what, "It may " + may + ".");
      case NO -> warn(what, "It may not " + may + ".", "Allow " + what + ": write.");
      case UNKNOWN -> unknown(what, "Whether it may " + may + " is not known.", "Ask again later.");
    }
  }

  private void base() {
    String what = "base branch";
    switch (access.may(Question.PUSH_TO_BASE)) {
      case NO -> ok(what, "The base branch is protected.");
      case UNKNOWN ->
          unknown(
              what,
              "Whether the base branch is protected cannot be seen.",
              "Check the branch's name, and its protection in the settings of the repository.");
      case YES -> {
        if (access.may(Question.PUSH) == Verdict.YES) {
          tooMuch(
              what,
              "Nothing keeps it from pushing to the base branch without a pull request.",
              "Protect the branch: require a pull request before merging.");
        }
      }
    }
  }

  private void excess(Question question, String what, String may) {
    if (access.may(question) == Verdict.YES) {
      tooMuch(what, "It may " + may + ".", NARROW);
    }
  }

  private void ok(String what, String sentence) {
    findings.add(Finding.ok(COMPONENT, what, sentence));
  }

  private void unknown(String what, String sentence, String advice) {
    findings.add(Finding.unknown(COMPONENT, what, sentence, advice));
  }

  private void warn(String what, String sentence, String advice) {
    findings.add(Finding.warning(COMPONENT, what, sentence, advice));
  }

  private void tooMuch(String what, String sentence, String advice) {
    findings.add(Finding.tooMuch(COMPONENT, what, sentence, advice));
  }

  private static Finding keyFile(Path file) {
    String what = "private key";
    Set<PosixFilePermission> open =
        EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
    try {
      open.retainAll(Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.unknown(
          COMPONENT,
          what,
          "Who may read the private key's file cannot be seen.",
          "Check that only the bot can.");
    }
    return open.isEmpty()
        ? Finding.ok(COMPONENT, what, "The key's file is closed to others.")
        : Finding.warning(
            COMPONENT,
            what,
            "Everybody on this machine may read the App's private key.",
            "chmod 600 the file.");
  }
}
