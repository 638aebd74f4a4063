package dev.tagboat.action;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every output of the Action, the same as in both {@code action.yml}. */
enum Output {
  PULL_REQUEST_NUMBER,
  PULL_REQUEST_URL,
  PULL_REQUEST_OPERATION,
  PULL_REQUEST_HEAD_SHA,
  PULL_REQUEST_BRANCH,
  PULL_REQUEST_COMMITS_VERIFIED,
  PULL_REQUESTS,
  CHANGED,
  CHANGED_FILES,
  IMAGES,
  SKIPPED,
  DIFF;

  /** As it stands in a workflow. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Output::key).toList();
  }
}
