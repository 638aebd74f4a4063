package dev.tagboat.server.clusters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that became otherwise from one report of a cluster to the next.
 *
 * @param kind {@code revision}, {@code health}, {@code drift} or {@code image}
 * @param detail for people
 */
public record Transition(String kind, String detail) {
  private static final int MOST = 50;
  private static final String WRITTEN_BACK = "; written back";
  private static final String AGAIN = " is as the config repo says again";

  /**
   * What changed, at most 50 changes.
   *
   * @param before null for the first report
   */
  public static List<Transition> between(@Nullable ClusterReport before, ClusterReport after) {
    List<Transition> found = new ArrayList<>();
    String revision = after.revision();
    if (revision != null && (before == null || !revision.equals(before.revision()))) {
      found.add(
          new Transition(
              "revision", (after.isApplied() ? "applied " : "tried to apply ") + revision));
    }
    Condition now = Condition.of(after);
    if (before == null || Condition.of(before).state() != now.state()) {
      found.add(new Transition("health", now.text()));
    }
    drift(before == null ? List.of() : before.divergence(), after, found);
    if (before != null) {
      images(before, after, found);
    }
    return found.size() > MOST ? List.copyOf(found.subList(0, MOST)) : List.copyOf(found);
  }

  private static void drift(
      List<ClusterReport.Drift> before, ClusterReport after, List<Transition> found) {
    Set<String> known = ids(before);
    Set<String> left = ids(after.divergence());
    Set<String> healed = ids(after.drift());
    healed.removeAll(left);
    for (ClusterReport.Drift drift : after.drift()) {
      if (drift.healed()) {
        found.add(new Transition("drift", told(drift) + WRITTEN_BACK));
      } else if (!known.contains(drift.id())) {
        found.add(new Transition("drift", told(drift)));
      }
    }
    // A run that did not get so far has not looked.
    if (after.isApplied()) {
      before.stream()
          .map(ClusterReport.Drift::id)
          .filter(id -> !left.contains(id) && !healed.contains(id))
          .forEach(id -> found.add(new Transition("drift", id + AGAIN)));
    }
  }

  private static String told(ClusterReport.Drift drift) {
    String by = drift.by().isEmpty() ? "" : ", by " + String.join(", ", drift.by());
    return drift.id() + " " + drift.reason() + by;
  }

  /** Whether the detail of a drift says that it is over. */
  public static boolean isOver(String detail) {
    return detail.endsWith(WRITTEN_BACK) || detail.endsWith(AGAIN);
  }

  // A run that ended early says of no image what runs.
  private static void images(ClusterReport before, ClusterReport after, List<Transition> found) {
    Map<String, String> known = new HashMap<>();
    before.images().forEach(image -> known.put(container(image), version(image)));
    for (ClusterReport.Image image : after.images()) {
      String was = known.get(container(image));
      if (was != null && !was.equals(version(image)) && !version(image).isEmpty()) {
        found.add(
            new Transition(
                "image",
                image.object()
                    + " is to run "
                    + image.image()
                    + " "
                    + version(image)
                    + " instead of "
                    + was));
      }
    }
  }

  private static String container(ClusterReport.Image image) {
    return image.object() + " " + image.container() + " " + image.image();
  }

  private static String version(ClusterReport.Image image) {
    String tag = image.tag();
    String digest = image.digest();
    return tag != null ? tag : digest == null ? "" : digest;
  }

  private static Set<String> ids(List<ClusterReport.Drift> drift) {
    return drift.stream().map(ClusterReport.Drift::id).collect(Collectors.toSet());
  }
}
