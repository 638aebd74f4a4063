package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of many tags a policy picks.
 *
 * @param tag the highest that is accepted; of those the policy sees no difference between, the last
 *     in byte order; null when none is accepted
 * @param reason one sentence: why that one, or why none
 * @param refused the others that were not accepted, in the order given
 */
public record Selection(@Nullable Tag tag, String reason, List<Refused> refused) {

  /** A tag that the policy does not take. */
  public record Refused(Tag tag, Rejection kind, String sentence) {}

  public Selection {
    refused = List.copyOf(refused);
  }

  /**
   * @param current what runs now, which only something newer replaces; null when nothing does
   */
  public static Selection of(ImagePolicy policy, @Nullable Tag current, List<Tag> tags) {
    @Nullable Tag best = null;
    String reason = "";
    List<Refused> refused = new ArrayList<>();
    for (Tag tag : tags) {
      if (tag.equals(current)) {
        continue;
      }
      Decision decision = current == null ? policy.admit(tag) : policy.decide(current, tag, false);
      if (decision instanceof Decision.Rejected no) {
        refused.add(new Refused(tag, no.kind(), no.sentence()));
      } else if (best == null || isHigher(policy, tag, best)) {
        best = tag;
        reason = decision.sentence();
      }
    }
    return new Selection(best, best == null ? none(current, tags, refused) : reason, refused);
  }

  private static boolean isHigher(ImagePolicy policy, Tag a, Tag b) {
    int order = policy.compare(a, b);
    return order > 0 || (order == 0 && a.compareTo(b) > 0);
  }

  private static String none(@Nullable Tag current, List<Tag> tags, List<Refused> refused) {
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
