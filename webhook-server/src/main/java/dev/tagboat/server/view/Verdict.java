package dev.tagboat.server.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an image stands in a place, at one glance; those that need somebody come first. */
public enum Verdict {
  /** What runs it does not work, or could not be applied. */
  UNHEALTHY("unhealthy", "✕", "it does not work, or could not be applied"),
  /** Somebody changed it in the cluster. */
  DIFFERS("differs", "≠", "somebody changed it in the cluster without git"),
  /** The config repo has it, or should have, and nothing moves. */
  STUCK("stuck", "!", "it failed, or was merged more than an hour ago and has not arrived"),
  /** Nothing was heard of the cluster for too long. */
  SILENT("silent", "?", "the cluster has not reported for longer than configured"),
  ROLLING("rolling out", "↻", "merged and on its way, or being rolled out"),
  /** A newer tag waits for a person. */
  REVIEW("in review", "→", "a newer tag waits for a person, or for its turn"),
  /** No cluster says what runs. */
  UNKNOWN("not reported", "·", "no cluster says what runs here"),
  CURRENT("as in git", "✓", "what runs is what git says, and no newer tag waits");

  private final String words;
  private final String sign;
  private final String meaning;

  Verdict(String words, String sign, String meaning) {
    this.words = words;
    this.sign = sign;
    this.meaning = meaning;
  }

  /** As queries and style sheets spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict of that spelling. */
  public static Optional<Verdict> parse(String key) {
    return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
  }

  public String words() {
    return words;
  }

  /** For those who do not tell colours apart. */
  public String sign() {
    return sign;
  }

  /** What it says, for the legend. */
  public String meaning() {
    return meaning;
  }
}
