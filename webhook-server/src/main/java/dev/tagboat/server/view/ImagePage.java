package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.inbox.Halt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image and its life.
 *
 * @param places where it runs, or is to run
 * @param moments its life, a part of it
 * @param compare two of its pushes beside each other
 * @param more whether there are older pushes
 * @param followed whether a config repo is told of pushes of it
 * @param halt who has paused it; null when nobody has
 */
public record ImagePage(
    Frame frame,
    ImageName image,
    List<Known> places,
    Portion<Moment> moments,
    Compare compare,
    boolean more,
    boolean followed,
    @Nullable Halt halt) {
  public ImagePage {
    places = List.copyOf(places);
  }

  /**
   * How it stands in a place.
   *
   * @param badge the address of a picture that says so
   */
  public record Known(Place place, Cell cell, String badge) {}

  /** The address of another part of its life. */
  public String life(int page) {
    return Links.image(image) + "&page=" + page + "#life";
  }

  /** Whether who looks may propose a tag of it. */
  public boolean canPropose() {
    return followed && frame.isOperator();
  }
}
