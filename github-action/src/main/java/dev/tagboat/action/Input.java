package dev.tagboat.action;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every input of the Action, the same as in both {@code action.yml}. Most are an option of {@code
 * tagboat propose} by another name.
 */
enum Input {
  IMAGES(Kind.OWN, null),
  DIGEST(Kind.OWN, null),
  CONFIG_REPOSITORY(Kind.OWN, "--repo"),
  PATH(Kind.OWN, "--repo"),
  CONFIG_REF(Kind.OWN, "--branch"),
  BASE(Kind.OWN, "--branch"),
  TOKEN(Kind.OWN, null),
  BRANCH_TOKEN(Kind.OWN, null),
  ENVIRONMENT(Kind.LIST, "--environment"),
  ADD_PATHS(Kind.LIST, "--only"),
  POLICY(Kind.VALUE, "--policy"),
  ALLOW_DOWNGRADE(Kind.FLAG, "--allow-downgrade"),
  DRY_RUN(Kind.FLAG, "--dry-run"),
  COMMIT_MESSAGE(Kind.VALUE, "--message"),
  COMMITTER(Kind.VALUE, "--committer"),
  AUTHOR(Kind.VALUE, "--author"),
  SIGNOFF(Kind.FLAG, "--signoff"),
  SIGN_COMMITS(Kind.OWN, "--commit"),
  BRANCH(Kind.OWN, "--head"),
  BRANCH_SUFFIX(Kind.OWN, "--head"),
  DELETE_BRANCH(Kind.OWN, null),
  PUSH_TO_FORK(Kind.OWN, null),
  TITLE(Kind.VALUE, "--title"),
  BODY(Kind.OWN, "--body"),
  BODY_PATH(Kind.OWN, "--body"),
  LABELS(Kind.LIST, "--label"),
  ASSIGNEES(Kind.LIST, "--assignee"),
  REVIEWERS(Kind.LIST, "--reviewer"),
  TEAM_REVIEWERS(Kind.LIST, "--team-reviewer"),
  MILESTONE(Kind.VALUE, "--milestone"),
  DRAFT(Kind.OWN, "--draft"),
  MAINTAINER_CAN_MODIFY(Kind.OWN, null),
  SKIP_REGISTRY(Kind.FLAG, "--skip-registry"),
  REGISTRIES(Kind.LIST, "--registry"),
  TRUSTED_ROOT(Kind.VALUE, "--trusted-root"),
  FORGE(Kind.VALUE, "--forge"),
  FLAVOUR(Kind.VALUE, "--flavour"),
  API_URL(Kind.VALUE, "--api-url"),
  CACHE(Kind.OWN, "--mirror"),
  RETRY(Kind.VALUE, "--retry"),
  SERVER_URL(Kind.OWN, null),
  SERVER_AUDIENCE(Kind.OWN, null);

  /** How an input becomes words of a command line. */
  enum Kind {
    /** The option with the text behind it. */
    VALUE,
    /** The option where the text is {@code true}. */
    FLAG,
    /** The option for each line, or each part between commas. */
    LIST,
    /** In a way of its own. */
    OWN
  }

  private final Kind kind;
  private final @Nullable String option;

  Input(Kind kind, @Nullable String option) {
    this.kind = kind;
    this.option = option;
  }

  /** As it stands in a workflow. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Kind kind() {
    return kind;
  }

  /** The option of {@code tagboat propose} that it is put into; null where it is none. */
  @Nullable String option() {
    return option;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Input::key).toList();
  }
}
