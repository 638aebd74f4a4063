package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.TagText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of many tags a policy picks.
 *
 * @param tag the highest that is accepted; of those the policy sees no difference between, one of
 *     the current tag's shape, else the last in byte order; null when none is accepted
 * @param reason one sentence: why that one, or why none
 * @param refused the others that were not accepted, in the order given, then those whose image is
 *     refused, from the highest down
 */
public record Selection<T extends TagText>(@Nullable T tag, String reason, List<Refused> refused) {

  /** A tag that the policy does not take. */
  public record Refused(TagText tag, Rejection kind, String sentence) {}

  /** A tag that the policy takes. */
  private record Taken<T extends TagText>(T tag, String sentence) {}

  public Selection {
    refused = List.copyOf(refused);
  }

  /** The same with nothing known of the images but their tags. */
  public static <T extends TagText> Selection<T> of(
      ImagePolicy policy, @Nullable T current, List<T> tags) {
    return of(policy, current, tags, ImageFacts.none());
  }

  /**
   * Asks for facts of those tags only that could be picked.
   *
   * @param current what runs now, which only something newer replaces; null when nothing does
   */
  public static <T extends TagText> Selection<T> of(
      ImagePolicy policy, @Nullable T current, List<T> tags, ImageFacts facts) {
    List<Taken<T>> taken = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (T tag : tags) {
      if (tag.equals(current)) {
        continue;
      }
      Decision decision = policy.byTag(current, tag, false, facts);
      if (decision instanceof Decision.Rejected no) {
        refused.add(new Refused(tag, no.kind(), no.sentence()));
      } else {
        taken.add(new Taken<>(tag, decision.sentence()));
      }
    }
    Comparator<Taken<T>> order = order(policy, current, facts);
    return best(policy, taken, order, facts, refused)
        .map(best -> new Selection<>(best.tag(), best.sentence(), refused))
        .orElseGet(() -> new Selection<>(null, none(current, tags, refused), refused));
  }

  private static <T extends TagText> Comparator<Taken<T>> order(
      ImagePolicy policy, @Nullable T current, ImageFacts facts) {
    String spelling = current == null ? "" : TagShape.of(current.value()).template();
    Comparator<Taken<T>> byPolicy = (a, b) -> policy.compare(a.tag(), b.tag(), facts);
    Comparator<Taken<T>> bySpelling =
        Comparator.comparing(one -> spelling.equals(TagShape.of(one.tag().value()).template()));
    Comparator<Taken<T>> byText = Comparator.comparing(one -> one.tag().value());
    return policy.ordersBySpelling() && current != null
        ? byPolicy.thenComparing(bySpelling).thenComparing(byText)
        : byPolicy.thenComparing(byText);
  }

  private static <T extends TagText> Optional<Taken<T>> best(
      ImagePolicy policy,
      List<Taken<T>> taken,
      Comparator<Taken<T>> order,
      ImageFacts facts,
      List<Refused> refused) {
    if (policy.demandsNothing()) {
      return taken.stream().max(order);
    }
    for (Taken<T> one : taken.stream().sorted(order.reversed()).toList()) {
      Optional<Decision> no = policy.demanded(one.tag(), facts);
      if (no.isEmpty()) {
        return Optional.of(one);
      }
      if (no.get() instanceof Decision.Rejected rejected) {
        refused.add(new Refused(one.tag(), rejected.kind(), rejected.sentence()));
      }
    }
    return Optional.empty();
  }

  private static <T extends TagText> String none(
      @Nullable T current, List<T> tags, List<Refused> refused) {
    if (!refused.isEmpty()) {
      return summary(refused);
    }
    return tags.isEmpty() || current == null ? "there are no tags" : "there is only " + current;
  }

  /** One example of each kind of refusal, and how many more there are of it. */
  private static String summary(List<Refused> refused) {
    Map<Rejection, List<Refused>> kinds =
        refused.stream()
            .collect(
                Collectors.groupingBy(
                    Refused::kind, () -> new EnumMap<>(Rejection.class), Collectors.toList()));
    return kinds.values().stream()
        .map(
            same ->
                same.get(0).sentence()
                    + (same.size() == 1 ? "" : " (and " + (same.size() - 1) + " more such)"))
        .collect(Collectors.joining("; "));
  }
}
