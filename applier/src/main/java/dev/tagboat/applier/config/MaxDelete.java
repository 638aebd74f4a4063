package dev.tagboat.applier.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of what is owned may be deleted at once: a share ({@code 25%}) or a number.
 *
 * @param amount percent when {@code share}, else objects
 */
public record MaxDelete(int amount, boolean share) {
  /** A quarter. */
  public static final MaxDelete DEFAULT = new MaxDelete(25, true);

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(%?)");

  /**
   * @throws IllegalArgumentException for anything but {@code 0%} to {@code 100%} or a number
   */
  static MaxDelete parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("must be a number of objects, or a share of them (25%)");
    }
    int amount = Integer.parseInt(form.group(1));
    boolean share = !form.group(2).isEmpty();
    if (share && amount > 100) {
      throw new IllegalArgumentException("a share is at most 100%");
    }
    return new MaxDelete(amount, share);
  }

  /**
   * Of {@code owned} objects. Of a share that is not 0 it is at least one object: in a small set
   * each is more than a quarter.
   */
  public int limit(int owned) {
    if (!share) {
      return amount;
    }
    return amount == 0 ? 0 : Math.max(1, (int) ((long) owned * amount / 100));
  }

  @Override
  public String toString() {
    return amount + (share ? "%" : "");
  }
}
