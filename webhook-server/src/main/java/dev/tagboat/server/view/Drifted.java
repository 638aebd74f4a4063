package dev.tagboat.server.view;

import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.inbox.ClusterEvent;
import dev.tagboat.server.inbox.ClusterView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that is otherwise than git says, or was until the applier wrote it back.
 *
 * @param since when that was seen first; null when it is longer ago than is kept
 * @param commit the page of the commit that says how it should be; null without one
 */
public record Drifted(
    Place place,
    ClusterReport.Drift drift,
    @Nullable Instant since,
    @Nullable String revision,
    @Nullable String commit) {

  /** Of one cluster: what still differs, then what was written back. */
  public static List<Drifted> of(Place place, List<ClusterEvent> events) {
    ClusterView view = place.view();
    if (view == null) {
      return List.of();
    }
    List<Drifted> all = new ArrayList<>();
    String revision = view.report().revision();
    for (ClusterReport.Drift drift : view.report().drift()) {
      all.add(
          new Drifted(
              place,
              drift,
              since(drift, events),
              revision,
              Links.commit(place.repository(), revision)));
    }
    all.sort(Comparator.comparing(one -> one.drift().healed()));
    return all;
  }

  private static @Nullable Instant since(ClusterReport.Drift drift, List<ClusterEvent> events) {
    for (ClusterEvent event : events) {
      if (event.kind().equals("drift") && event.detail().startsWith(drift.id() + " ")) {
        return event.at();
      }
    }
    return null;
  }
}
