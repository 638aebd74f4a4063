package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.image.TagText;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.Rejection;
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
 * @param tags what is empty, not printable or longer than 256 characters is passed over
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
  Selection<TagText> answer() {
    ImageRule rule = rule();
    ImagePolicy.problems(rule).forEach(problem -> refuse(problem.sentence()));
    ImagePolicy honoured = isDescending() ? ImagePolicy.descending(rule) : ImagePolicy.of(rule);
    if (honoured.needsCreated() && created.isEmpty()) {
      refuse(
          "select asks no registry, so it does not know when images were made. Give created in a"
              + " line of --batch");
    }
    @Nullable TagText runs = current == null ? null : text(current);
    List<TagText> valid = tags.stream().flatMap(text -> TagText.parse(text).stream()).toList();
    Selection<TagText> selection =
        Selection.of(honoured, runs, valid, new GivenFacts(created, now));
    return rule.policy() == PolicyKind.NUMERIC ? allNumbers(selection) : selection;
  }

  /**
   * @throws IllegalArgumentException when nothing can be said of the text
   */
  static TagText text(String given) {
    return TagText.parse(given)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Printable.quote(given)
                        + " cannot be a tag: it is empty, not printable, or longer than 256"
                        + " characters"));
  }

  // Whoever tries a rule on a list is to see what Flux makes of it, which gives up on all of them.
  private static Selection<TagText> allNumbers(Selection<TagText> selection) {
    return selection.refused().stream()
        .filter(refused -> refused.kind() == Rejection.NOT_A_VERSION)
        .findFirst()
        .map(
            refused ->
                new Selection<TagText>(
                    null,
                    refused.sentence()
                        + ", so nothing is picked, as in Flux: leave such tags out by allow or"
                        + " ignore",
                    selection.refused()))
        .orElse(selection);
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
    if (order == null || order.isEmpty() || order.equals("asc")) {
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
