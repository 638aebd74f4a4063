package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.TagText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an image must be like, whatever its tag says. What is not known does not pass.
 *
 * @param minimumAge null for any age
 * @param platforms {@code os/architecture[/variant]}; each must be there. Without a variant, any
 *     variant will do
 */
record ImageDemands(@Nullable Duration minimumAge, List<String> platforms) {
  static final ImageDemands NONE = new ImageDemands(null, List.of());

  ImageDemands {
    platforms = List.copyOf(platforms);
  }

  /**
   * @param age a number and one of {@code s m h d}, or null
   */
  static ImageDemands of(@Nullable String age, List<String> platforms) {
    return new ImageDemands(age == null ? null : duration(age), platforms);
  }

  private static Duration duration(String age) {
    long number = Long.parseLong(age.substring(0, age.length() - 1));
    return switch (age.charAt(age.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException("not an age such as 3d, 12h or 30m: " + age);
    };
  }

  boolean isNone() {
    return minimumAge == null && platforms.isEmpty();
  }

  /** The refusal; empty when the image will do. */
  Optional<Decision> refuse(Subject subject) {
    Optional<Decision> lacking = platforms.isEmpty() ? Optional.empty() : platform(subject);
    return lacking.isPresent() || minimumAge == null ? lacking : age(subject, minimumAge);
  }

  private Optional<Decision> platform(Subject subject) {
    TagText tag = subject.tag();
    Optional<List<String>> known = subject.facts().platformsOf(tag);
    if (known.isEmpty()) {
      return Optional.of(
          Decision.no(
              Rejection.PLATFORM_UNKNOWN,
              "what the image of " + tag + " runs on is not known: nobody asked the registry"));
    }
    return platforms.stream()
        .filter(wanted -> known.get().stream().noneMatch(there -> covers(there, wanted)))
        .findFirst()
        .map(
            wanted -> Decision.no(Rejection.PLATFORM_MISSING, tag + " has no image for " + wanted));
  }

  private static boolean covers(String there, String wanted) {
    return normal(there).equals(normal(wanted)) || there.startsWith(wanted + "/");
  }

  /**
   * As containerd has it (platforms/database.go): the variant that every arm64 has says nothing.
   */
  private static String normal(String platform) {
    return platform.endsWith("/arm64/v8")
        ? platform.substring(0, platform.length() - "/v8".length())
        : platform;
  }

  private static Optional<Decision> age(Subject subject, Duration minimum) {
    Optional<Instant> created = subject.created();
    if (created.isEmpty()) {
      return Optional.of(NewestPolicy.unknown(subject));
    }
    Instant ripe = created.get().plus(minimum);
    return subject.facts().now().isBefore(ripe)
        ? Optional.of(
            Decision.notYet(
                Rejection.TOO_YOUNG,
                ripe,
                subject.tag()
                    + " was made at "
                    + created.get()
                    + ", and minimum-age holds it back until "
                    + ripe))
        : Optional.empty();
  }
}
