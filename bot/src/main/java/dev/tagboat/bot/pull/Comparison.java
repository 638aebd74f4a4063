package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import dev.tagboat.bot.policy.VersionStep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version beside the one that it replaces: what the body, the terminal and programs are told is
 * taken from here.
 *
 * @param before what it replaces
 * @param places those that get it
 */
public record Comparison(
    Change.Version version,
    Before before,
    List<Change.Place> places,
    Optional<VersionStep> step,
    SourceRange source) {
  public Comparison {
    places = List.copyOf(places);
  }

  /** One platform that both have, in bytes as it is downloaded. */
  public record Sizes(@Nullable String platform, @Nullable Long from, long to) {}

  /** The versions of a change, in its order. */
  public static List<Comparison> of(Change change) {
    return change.versions().stream().map(version -> of(change, version)).toList();
  }

  /** One of them, with what is known of it by now. */
  public static Comparison of(Change change, Change.Version version) {
    List<Change.Place> places = change.places(version);
    Before before = before(change, version);
    Optional<VersionStep> step =
        before.tag() == null || places.isEmpty()
            ? Optional.empty()
            : VersionStep.between(
                before.tag().value(), version.tag().value(), places.get(0).policy());
    return new Comparison(
        version,
        before,
        places,
        step,
        SourceRange.of(before.seen(), version.seen(), change.base().pages()));
  }

  private static Before before(Change change, Change.Version version) {
    Before known = version.background().before();
    return known.tag() == null && known.digest() == null ? change.before(version) : known;
  }

  /** What a reviewer must not miss. */
  public List<Warning> warnings() {
    return Warnings.of(this);
  }

  /** When the old image was built, as far as it says. */
  public Optional<Instant> builtBefore() {
    return created(before.seen());
  }

  /** When the new image was built, as far as it says. */
  public Optional<Instant> built() {
    return created(version.seen());
  }

  private static Optional<Instant> created(ImageEvidence evidence) {
    return evidence instanceof ImageEvidence.Seen seen
        ? Optional.ofNullable(seen.created())
        : Optional.empty();
  }

  /** The platforms by name, each once; empty when nobody looked. */
  static List<String> platforms(ImageEvidence evidence) {
    return evidence instanceof ImageEvidence.Seen seen
        ? seen.platforms().stream().map(Platform::name).filter(Objects::nonNull).distinct().toList()
        : List.of();
  }

  /** Of the first platform whose size is known on both sides, else on the new side alone. */
  public Optional<Sizes> sizes() {
    List<Sizes> all =
        version.seen() instanceof ImageEvidence.Seen seen
            ? seen.platforms().stream().flatMap(one -> sizes(one).stream()).toList()
            : List.of();
    return all.stream()
        .filter(sizes -> sizes.from() != null)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private Optional<Sizes> sizes(Platform platform) {
    Long size = platform.size();
    return size == null
        ? Optional.empty()
        : Optional.of(new Sizes(platform.name(), sizeBefore(platform.name()), size));
  }

  private @Nullable Long sizeBefore(@Nullable String platform) {
    return before.seen() instanceof ImageEvidence.Seen seen
        ? seen.platforms().stream()
            .filter(one -> Objects.equals(one.name(), platform))
            .map(Platform::size)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null)
        : null;
  }
}
