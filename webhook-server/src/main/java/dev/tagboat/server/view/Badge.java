package dev.tagboat.server.view;

import org.jspecify.annotations.Nullable;

/**
 * A small picture that says how an image stands in a place.
 *
 * @param label what stands on the left
 * @param cell null where the image does not run
 */
public record Badge(String label, @Nullable Cell cell) {
  private static final int LONGEST = 40;
  private static final int PIXELS = 7;
  private static final int MARGIN = 12;

  /** A badge, its texts short enough. */
  public Badge {
    label = brief(label);
  }

  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /** What stands on the right. */
  public String message() {
    if (cell == null) {
      return "does not run here";
    }
    String tag = brief(cell.head());
    return cell.verdict() == Verdict.CURRENT ? tag : tag + ", " + cell.verdict().words();
  }

  public String colour() {
    if (cell == null) {
      return "#5c6773";
    }
    return switch (cell.verdict()) {
      case CURRENT -> "#1c6636";
      case ROLLING, REVIEW -> "#0b5580";
      case DIFFERS -> "#804400";
      case UNHEALTHY, STUCK -> "#a01722";
      case SILENT, UNKNOWN -> "#5c6773";
    };
  }

  /** Pixels of the left part. */
  public int left() {
    return label.length() * PIXELS + MARGIN;
  }

  /** Pixels of the right part. */
  public int right() {
    return message().length() * PIXELS + MARGIN;
  }
}
