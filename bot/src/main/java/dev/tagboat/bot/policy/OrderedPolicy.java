package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Follows the higher of tags that are all of one plain kind. */
final class OrderedPolicy implements TagPolicy {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  private final Predicate<Tag> readable;
  private final Comparator<Tag> order;
  private final String kind;

  private OrderedPolicy(Predicate<Tag> readable, Comparator<Tag> order, String kind) {
    this.readable = readable;
    this.order = order;
    this.kind = kind;
  }

  /** Whole numbers and decimal fractions of any size. */
  static OrderedPolicy numeric() {
    return new OrderedPolicy(
        tag -> NUMBER.matcher(tag.value()).matches(),
        Comparator.comparing((Tag tag) -> new BigDecimal(tag.value())),
        "a number");
  }

  /** Byte order, which for tags is the order of their characters. */
  static OrderedPolicy alphabetical() {
    return new OrderedPolicy(tag -> true, Comparator.naturalOrder(), "a tag");
  }

  /** Follows the lower one instead, as {@code order: desc} of a Flux ImagePolicy. */
  OrderedPolicy reversed() {
    return new OrderedPolicy(readable, order.reversed(), kind);
  }

  @Override
  public Decision admit(Tag candidate) {
    return readable.test(candidate)
        ? new Decision.Accepted(candidate + " is " + kind)
        : Decision.no(Rejection.NOT_A_VERSION, candidate + " is not " + kind);
  }

  @Override
  public Decision decide(Tag current, Tag candidate, boolean allowDowngrade) {
    Decision admitted = admit(candidate);
    if (!admitted.isAccepted()) {
      return admitted;
    }
    if (!readable.test(current)) {
      return Decision.no(
          Rejection.NO_ORDER,
          current + " is not " + kind + ", so nothing tells whether " + candidate + " is newer");
    }
    return Orders.decide(current, candidate, order.compare(candidate, current), allowDowngrade);
  }

  @Override
  public int compare(Tag a, Tag b) {
    return readable.test(a) && readable.test(b) ? order.compare(a, b) : 0;
  }
}
