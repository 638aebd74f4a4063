package dev.tagboat.bot.policy;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Follows the higher of tags that are all of one plain kind. */
final class OrderedPolicy implements TagPolicy {
  /**
   * As Go's strconv.ParseFloat reads it, which Flux uses, but of any size and without an exponent:
   * a short commit hash such as 64e12345 would be the highest number of all.
   */
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)");

  private final Predicate<Subject> readable;
  private final Comparator<Subject> order;
  private final String kind;

  private OrderedPolicy(Predicate<Subject> readable, Comparator<Subject> order, String kind) {
    this.readable = readable;
    this.order = order;
    this.kind = kind;
  }

  /** Numbers of any size, with a sign and a fraction where they have one. */
  static OrderedPolicy numeric() {
    return new OrderedPolicy(
        subject -> NUMBER.matcher(subject.text()).matches(),
        Comparator.comparing(subject -> new BigDecimal(subject.text())),
        "a number");
  }

  /** Byte order, which for tags is the order of their characters. */
  static OrderedPolicy alphabetical() {
    return new OrderedPolicy(
        subject -> !subject.text().isEmpty(), Comparator.comparing(Subject::text), "a tag");
  }

  /** Follows the lower one instead, as {@code order: desc} of a Flux ImagePolicy. */
  OrderedPolicy reversed() {
    return new OrderedPolicy(readable, order.reversed(), kind);
  }

  @Override
  public Decision admit(Subject candidate) {
    return readable.test(candidate)
        ? new Decision.Accepted(candidate + " is " + kind)
        : Decision.no(Rejection.NOT_A_VERSION, candidate + " is not " + kind);
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    Decision admitted = admit(candidate);
    if (!admitted.isAccepted()) {
      return admitted;
    }
    return readable.test(current)
        ? Orders.decide(current, candidate, order.compare(candidate, current), allowDowngrade)
        : Orders.none(current, candidate, kind);
  }

  @Override
  public int compare(Subject a, Subject b) {
    boolean left = readable.test(a);
    boolean right = readable.test(b);
    return left && right ? order.compare(a, b) : Boolean.compare(left, right);
  }
}
