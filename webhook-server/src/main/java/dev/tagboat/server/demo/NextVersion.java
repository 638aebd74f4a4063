package dev.tagboat.server.demo;

import dev.tagboat.bot.image.Tag;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A version that the sample's policy, {@code ^1.4}, allows. */
record NextVersion(long minor, long patch) {
  /** A whole {@code 1.X.Y}: no part of a longer tag, no pre-release. */
  static final Pattern RELEASE =
      Pattern.compile("(?<![\\w.+-])1\\.(0|[1-9]\\d{0,17})\\.(0|[1-9]\\d{0,17})(?![\\w.+-])");

  private static final NextVersion LEAST = new NextVersion(4, 0);
  private static final Comparator<NextVersion> ORDER =
      Comparator.comparingLong(NextVersion::minor).thenComparingLong(NextVersion::patch);

  /**
   * The next patch above the highest {@code 1.X.Y} in the texts; at least 1.4.1. Other tags, such
   * as 2.0.0 or 1.9.0-rc.1, do not count: no bump to or from them would be proposed.
   */
  static Tag above(Stream<String> texts) {
    NextVersion highest =
        Stream.concat(
                Stream.of(LEAST),
                texts.flatMap(text -> RELEASE.matcher(text).results()).map(NextVersion::of))
            .max(ORDER)
            .orElse(LEAST);
    return new Tag("1." + highest.minor() + "." + (highest.patch() + 1));
  }

  private static NextVersion of(MatchResult found) {
    return new NextVersion(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)));
  }
}
