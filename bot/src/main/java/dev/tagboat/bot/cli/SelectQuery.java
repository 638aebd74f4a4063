package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.Selection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One question of {@code select}.
 *
 * @param policy by its key in {@code .tagboat.yaml}
 * @param order {@code asc} or {@code desc}; null is {@code asc}
 * @param tags texts that are no tag are passed over
 * @param created when images were made
 * @param now what {@code minimumAge} is counted back from
 */
record SelectQuery(
    @Nullable String policy,
    @Nullable String range,
    @Nullable String allow,
    @Nullable String ignore,
    @Nullable String extract,
    @Nullable String order,
    @Nullable String current,
    boolean prerelease,
    @Nullable String minimumAge,
    List<String> tags,
    Map<Tag, Instant> created,
    Instant now) {

  SelectQuery {
    tags = List.copyOf(tags);
    created = Map.copyOf(created);
  }

  /**
   * @throws IllegalArgumentException when the policy is invalid, or not supported
   */
  Selection answer() {
    ImageRule rule = rule();
    ImagePolicy.problems(rule).forEach(problem -> refuse(problem.sentence()));
    ImagePolicy honoured = isDescending() ? ImagePolicy.descending(rule) : ImagePolicy.of(rule);
    if (honoured.needsCreated() && created.isEmpty()) {
      refuse(
          "select asks no registry, so it does not know when images were made. Give created in a"
              + " line of --batch");
    }
    @Nullable Tag runs = current == null ? null : new Tag(current);
    List<Tag> valid = tags.stream().flatMap(text -> Tag.parse(text).stream()).toList();
    return Selection.of(honoured, runs, valid, new GivenFacts(created, now));
  }

  private ImageRule rule() {
    return new ImageRule(
        "**",
        kind(),
        range,
        allow,
        ignore,
        extract,
        prerelease,
        Pin.KEEP,
        List.of(),
        minimumAge,
        null);
  }

  private PolicyKind kind() {
    if (policy == null) {
      throw new IllegalArgumentException("policy is missing");
    }
    return Arrays.stream(PolicyKind.values())
        .filter(kind -> kind.key().equals(policy.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no policy "
                        + Printable.quote(policy)
                        + "; there are "
                        + Arrays.stream(PolicyKind.values())
                            .map(PolicyKind::key)
                            .collect(Collectors.joining(", "))));
  }

  private boolean isDescending() {
    if (order == null || order.equals("asc")) {
      return false;
    }
    if (order.equals("desc")) {
      return true;
    }
    throw new IllegalArgumentException("order must be asc or desc");
  }

  private static void refuse(String why) {
    throw new IllegalArgumentException(why);
  }
}
