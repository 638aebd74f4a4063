package dev.tagboat.server.view;

import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.inbox.ClusterEvent;
import dev.tagboat.server.inbox.ClusterView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object that is otherwise than git says, or was until the applier wrote it back.
 *
 * @param since when that was seen first; null when it is longer ago than is kept
 * @param commit the page of the commit that says how it should be; null without one
 * @param source the page of the very line, or folder, that says it; null without one
 */
public record Drifted(
    Place place,
    ClusterReport.Drift drift,
    @Nullable Instant since,
    @Nullable String revision,
    @Nullable String commit,
    @Nullable String source) {

  /**
   * Of one cluster: what still differs, then what was written back.
   *
   * @param pages of its config repo; null where people cannot read it
   */
  public static List<Drifted> of(Place place, List<ClusterEvent> events, @Nullable WebPages pages) {
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
              pages == null || revision == null ? null : pages.at(revision),
              source(drift.origin(), revision, pages)));
    }
    all.sort(Comparator.comparing(one -> one.drift().healed()));
    return all;
  }

  /**
   * A path from the root of a repository that no browser or forge takes for another one: its
   * segments have names (RFC 3986, section 5.2.4), and the first is no scheme (section 4.2).
   */
  private static boolean isPlain(String path) {
    return path.isEmpty()
        || (path.matches("[^\\p{C}\\\\]+")
            && path.indexOf(':') < 0
            && Stream.of(path.split("/", -1)).noneMatch(Drifted::isOdd));
  }

  private static boolean isOdd(String segment) {
    String plain = segment.replaceAll("(?i)%2e", ".").strip();
    return plain.isEmpty() || plain.equals(".") || plain.equals("..");
  }

  private static @Nullable String source(
      ClusterReport.@Nullable Origin origin, @Nullable String revision, @Nullable WebPages pages) {
    if (origin == null || revision == null || pages == null || !isPlain(origin.file())) {
      return null;
    }
    return origin.line() == null
        ? pages.folder(revision, origin.file())
        : pages.line(revision, origin.file(), origin.line());
  }

  /** About how many bytes of a page it takes. */
  public int bytes() {
    int told = Portion.bytes(drift.id()) + Portion.bytes(drift.reason());
    return 1_200
        + told
        + Portion.bytes(String.join(", ", drift.by()))
        + drift.diff().stream().mapToInt(line -> 40 + Portion.bytes(line)).sum();
  }

  /** When somebody wrote it, as the cluster says; null when that is not known. */
  public @Nullable Instant changed() {
    return drift.changed() == null ? null : Instant.parse(drift.changed());
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
