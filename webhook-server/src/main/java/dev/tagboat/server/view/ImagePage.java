package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.inbox.Halt;
import dev.tagboat.server.inbox.StoredPush;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image and its life.
 *
 * @param places where it runs, or is to run
 * @param points the pushes that can be compared, newest first
 * @param comparison of two of them; null when none was asked for
 * @param more whether there are older pushes
 * @param followed whether a config repo is told of pushes of it
 * @param halt who has paused it; null when nobody has
 */
public record ImagePage(
    Frame frame,
    ImageName image,
    List<Known> places,
    List<Moment> moments,
    List<StoredPush> points,
    @Nullable Comparison comparison,
    boolean more,
    boolean followed,
    @Nullable Halt halt) {
  public ImagePage {
    places = List.copyOf(places);
    moments = List.copyOf(moments);
    points = List.copyOf(points);
  }

  /**
   * How it stands in a place.
   *
   * @param badge the address of a picture that says so
   */
  public record Known(Place place, Cell cell, String badge) {}

  /** Whether who looks may propose a tag of it. */
  public boolean canPropose() {
    return followed && frame.isOperator();
  }

  /** Whether to select it as the one to start from: usually the newest but one. */
  public boolean isFrom(StoredPush point) {
    return point.equals(comparison == null ? points.get(1) : comparison.left());
  }

  /** Whether to select it as the one to end with: usually the newest. */
  public boolean isTo(StoredPush point) {
    return point.equals(comparison == null ? points.get(0) : comparison.right());
  }

  /** A push in a list. */
  public String words(StoredPush point) {
    return point.push().tag().value() + ", " + frame.ago(point.receivedAt());
  }
}
