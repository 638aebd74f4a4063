package dev.tagboat.bot.policy;

/**
 * One comparison of a range, such as {@code >=1.2}, with the meaning it has in Masterminds/semver
 * v3 ({@code constraints.go}).
 *
 * @param version what stands behind the operator, wildcards as 0
 * @param wild from which component on a wildcard stands, or nothing: {@code 1.x} and {@code 1} are
 *     wild from the minor component on
 */
record Constraint(Operator operator, SemanticVersion version, Wild wild) {

  /** From where on nothing is fixed. */
  enum Wild {
    MAJOR,
    MINOR,
    PATCH,
    NOTHING
  }

  /** The comparisons. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    LESS,
    AT_LEAST,
    AT_MOST,
    TILDE,
    CARET
  }

  /**
   * @param prereleases whether pre-releases count although the constraint names none; otherwise
   *     they pass not even {@code !=}, since 3.4 of the original
   */
  boolean allows(SemanticVersion v, boolean prereleases) {
    return (prereleases || version.isPrerelease() || !v.isPrerelease()) && test(v);
  }

  private boolean test(SemanticVersion v) {
    return switch (operator) {
      case EQUAL -> equal(v);
      case NOT_EQUAL -> notEqual(v);
      case GREATER -> greater(v);
      case LESS -> v.compareTo(version) < 0;
      case AT_LEAST -> v.compareTo(version) >= 0;
      case AT_MOST -> atMost(v);
      case TILDE -> tilde(v);
      case CARET -> caret(v);
    };
  }

  private boolean equal(SemanticVersion v) {
    return wild == Wild.NOTHING ? v.compareTo(version) == 0 : tilde(v);
  }

  // !=* is != 0.* in the original.
  private boolean notEqual(SemanticVersion v) {
    return switch (wild) {
      case MAJOR, MINOR -> !v.major().equals(version.major());
      case PATCH -> compareMinor(v) != 0 || !v.prerelease().equals(version.prerelease());
      case NOTHING -> v.compareTo(version) != 0;
    };
  }

  private boolean greater(SemanticVersion v) {
    return switch (wild) {
      case NOTHING -> v.compareTo(version) > 0;
      case MAJOR -> false;
      case MINOR -> v.major().compareTo(version.major()) > 0;
      case PATCH -> compareMinor(v) > 0;
    };
  }

  private boolean atMost(SemanticVersion v) {
    return switch (wild) {
      case NOTHING -> v.compareTo(version) <= 0;
      case MAJOR -> true;
      case MINOR -> v.major().compareTo(version.major()) <= 0;
      case PATCH -> compareMinor(v) <= 0;
    };
  }

  // ~0.0.0 is no limit in the original either: it treats it as ~* .
  private boolean tilde(SemanticVersion v) {
    boolean high = v.compareTo(version) >= 0;
    return switch (wild) {
      case MAJOR -> high;
      case MINOR -> high && v.major().equals(version.major());
      case PATCH -> high && compareMinor(v) == 0;
      case NOTHING -> high && (version.isZero() || compareMinor(v) == 0);
    };
  }

  private boolean caret(SemanticVersion v) {
    if (v.compareTo(version) < 0) {
      return false;
    }
    if (wild == Wild.MAJOR) {
      return true;
    }
    if (version.major().signum() > 0 || wild == Wild.MINOR) {
      return v.major().equals(version.major());
    }
    if (version.minor().signum() > 0 || wild == Wild.PATCH) {
      return compareMinor(v) == 0;
    }
    return compareMinor(v) == 0 && v.patch().equals(version.patch());
  }

  private int compareMinor(SemanticVersion v) {
    int order = v.major().compareTo(version.major());
    return order != 0 ? order : v.minor().compareTo(version.minor());
  }
}
