package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.image.Printable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a GitHub App of ours is allowed: all that the code asks of GitHub needs, and no more. Names
 * are those of GitHub's permissions; what each request needs stands in GitHub's "Permissions
 * required for GitHub Apps".
 */
public enum AppPermission {
  METADATA("read", "sees that the repository is there, and its rules; every App has it"),
  CONTENTS("write", "reads the config repo, pushes branches under tagboat/, makes commits"),
  PULL_REQUESTS("write", "opens pull requests, moves, labels and closes them, answers comments"),
  STATUSES("write", "says on the commit how the image was verified, and what clusters do with it"),
  DEPLOYMENTS("write", "tells of what clusters have applied as GitHub Deployments"),
  /** Of the organization, not of the repository. */
  MEMBERS("read", "asks teams for a review"),
  // GitHub refuses a manifest with this event and no access to issues, although our pull requests'
  // comments are read and written as pull requests.
  ISSUES("read", "hears of comments on pull requests");

  /** What {@code /forge-events} of the server understands. */
  public static final List<String> EVENTS = List.of("issue_comment", "pull_request", "push");

  private final String access;
  private final String reason;

  AppPermission(String access, String reason) {
    this.access = access;
    this.reason = reason;
  }

  /** As GitHub writes it in JSON, such as {@code pull_requests}. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** {@code read} or {@code write}. */
  public String access() {
    return access;
  }

  /** What we do with it, without a subject. */
  public String reason() {
    return reason;
  }

  /** Whether something is proposed without it, too. */
  boolean isOptional() {
    return this == STATUSES || this == DEPLOYMENTS || this == ISSUES || this == MEMBERS;
  }

  /** Why teams are not asked, by an App that may not see them. */
  static String withoutMembers(List<String> teams) {
    return "the teams "
        + Printable.quote(String.join(", ", teams))
        + " were not asked for a review: the GitHub App has not the organization's permission"
        + " \"members: read\". Add it to the App, and let an owner of the organization accept it";
  }

  /**
   * Name to access; what only events need is left out where there are none. Members are for those
   * who have teams asked, and add it themselves.
   */
  public static Map<String, String> asked(boolean events) {
    Map<String, String> asked = new LinkedHashMap<>();
    Arrays.stream(values())
        .filter(one -> one != MEMBERS && (events || one != ISSUES))
        .forEach(one -> asked.put(one.key(), one.access()));
    return asked;
  }
}
