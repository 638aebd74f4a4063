package dev.tagboat.bot.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of versions in the syntax of Masterminds/semver v3, which Flux, Argo CD and Helm users
 * write: comma or space is AND, {@code ||} is OR, {@code = != > >= < <= ~ ^}, wildcards {@code x X
 * *}, hyphen ranges. A pre-release passes only where one of the constraints that are joined by AND
 * names one (since 3.4 of the original; before, each of them had to).
 */
final class SemanticRange {
  private static final int MAX_LENGTH = 512;

  private static final String NUMBER = "(?:[0-9]+|[xX*])";
  private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
  private static final String VERSION =
      "v?"
          + NUMBER
          + "(?:\\."
          + NUMBER
          + "){0,2}(?:-"
          + IDENTIFIERS
          + ")?(?:\\+"
          + IDENTIFIERS
          + ")?";

  private static final Pattern HYPHEN =
      Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
  private static final Pattern ONE =
      Pattern.compile(
          "(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^)?\\s*v?("
              + NUMBER
              + ")(?:\\.("
              + NUMBER
              + "))?(?:\\.("
              + NUMBER
              + "))?(-"
              + IDENTIFIERS
              + ")?(?:\\+"
              + IDENTIFIERS
              + ")?");
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*|\\s+");

  private static final Map<String, Constraint.Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("", Constraint.Operator.EQUAL),
          Map.entry("=", Constraint.Operator.EQUAL),
          Map.entry("!=", Constraint.Operator.NOT_EQUAL),
          Map.entry(">", Constraint.Operator.GREATER),
          Map.entry("<", Constraint.Operator.LESS),
          Map.entry(">=", Constraint.Operator.AT_LEAST),
          Map.entry("=>", Constraint.Operator.AT_LEAST),
          Map.entry("<=", Constraint.Operator.AT_MOST),
          Map.entry("=<", Constraint.Operator.AT_MOST),
          Map.entry("~", Constraint.Operator.TILDE),
          Map.entry("~>", Constraint.Operator.TILDE),
          Map.entry("^", Constraint.Operator.CARET));

  private final List<List<Constraint>> alternatives;

  private SemanticRange(List<List<Constraint>> alternatives) {
    this.alternatives = List.copyOf(alternatives);
  }

  /**
   * @throws IllegalArgumentException when the text is no range
   */
  static SemanticRange parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
    }
    List<List<Constraint>> alternatives = new ArrayList<>();
    // Hyphen ranges are written out first, as in the original.
    for (String alternative : text.split("\\|\\|", -1)) {
      alternatives.add(all(HYPHEN.matcher(alternative).replaceAll(" >=$1, <=$2 ").strip()));
    }
    return new SemanticRange(alternatives);
  }

  boolean allows(SemanticVersion version, boolean prereleases) {
    return alternatives.stream().anyMatch(all -> allows(all, version, prereleases));
  }

  private static boolean allows(
      List<Constraint> all, SemanticVersion version, boolean prereleases) {
    boolean named = all.stream().anyMatch(one -> one.version().isPrerelease());
    return all.stream().allMatch(one -> one.allows(version, prereleases || named));
  }

  private static List<Constraint> all(String text) {
    List<Constraint> constraints = new ArrayList<>();
    Matcher one = ONE.matcher(text);
    Matcher separator = SEPARATOR.matcher(text);
    int at = 0;
    while (one.region(at, text.length()).lookingAt()) {
      constraints.add(constraint(one));
      at = one.end();
      if (at == text.length()) {
        return constraints;
      }
      if (!separator.region(at, text.length()).lookingAt()) {
        break;
      }
      at = separator.end();
    }
    throw new IllegalArgumentException(
        "not a version constraint, such as \"^1.4\" or \">=1.2, <2\"");
  }

  private static Constraint constraint(Matcher m) {
    Constraint.Wild wild = wild(m);
    String numbers =
        switch (wild) {
          case MAJOR -> "0.0.0";
          case MINOR -> m.group(2) + ".0.0";
          case PATCH -> m.group(2) + "." + m.group(3) + ".0";
          case NOTHING -> m.group(2) + "." + m.group(3) + "." + m.group(4);
        };
    String prerelease = m.group(5) == null ? "" : m.group(5);
    SemanticVersion version =
        SemanticVersion.parse(numbers + prerelease)
            .orElseThrow(() -> new IllegalArgumentException("no version: " + m.group()));
    String operator = m.group(1) == null ? "" : m.group(1);
    Constraint.Operator known = OPERATORS.get(operator);
    if (known == null) {
      throw new IllegalArgumentException("no operator: " + operator);
    }
    return new Constraint(known, version, wild);
  }

  private static Constraint.Wild wild(Matcher m) {
    if (isWild(m.group(2))) {
      return Constraint.Wild.MAJOR;
    }
    if (isWild(m.group(3))) {
      return Constraint.Wild.MINOR;
    }
    return isWild(m.group(4)) ? Constraint.Wild.PATCH : Constraint.Wild.NOTHING;
  }

  private static boolean isWild(@Nullable String component) {
    return component == null || "xX*".contains(component);
  }
}
