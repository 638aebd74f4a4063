package dev.tagboat.bot.policy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text behind a calendar version (https://calver.org, "Modifier"). Before a release, in the
 * order of {@link Prerelease}; words it does not know come after those it knows, and among
 * themselves in the order of people, who count {@code b10} after {@code b9}.
 *
 * @param known null when the text is empty, or another word
 */
record Modifier(String text, @Nullable Prerelease known) implements Comparable<Modifier> {
  private static final Pattern PRERELEASE =
      Pattern.compile(
          "[-._]?(" + Prerelease.WORDS + ")(?:[-._]?([0-9]{1,18}))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHUNK = Pattern.compile("[0-9]+|[^0-9]+");

  static Modifier of(String text) {
    return prerelease(text).orElseGet(() -> new Modifier(text, null));
  }

  /** Empty when the text is no pre-release's. */
  static Optional<Modifier> prerelease(String text) {
    Matcher matcher = PRERELEASE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(2);
    BigInteger number = digits == null ? BigInteger.ZERO : new BigInteger(digits);
    return Optional.of(new Modifier(text, Prerelease.of(matcher.group(1), number)));
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public int compareTo(Modifier other) {
    int order = Integer.compare(kind(), other.kind());
    if (order != 0) {
      return order;
    }
    return known != null && other.known != null
        ? known.compareTo(other.known)
        : natural(chunks(), other.chunks());
  }

  private int kind() {
    return isEmpty() ? 2 : known == null ? 1 : 0;
  }

  private List<String> chunks() {
    List<String> chunks = new ArrayList<>();
    Matcher matcher = CHUNK.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      chunks.add(matcher.group());
    }
    return chunks;
  }

  private static int natural(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = chunk(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int chunk(String a, String b) {
    boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
    return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }
}
