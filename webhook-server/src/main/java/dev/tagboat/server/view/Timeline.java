package dev.tagboat.server.view;

import dev.tagboat.server.inbox.ClusterEvent;
import dev.tagboat.server.inbox.HistoryLine;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The life of an image: what became of its pushes, and of what runs it. */
public final class Timeline {
  private static final Set<String> ON_PULL_REQUEST = Set.of("proposed", "updated", "merged");

  private Timeline() {}

  /**
   * Newest first.
   *
   * @param stories by the pushes' ids
   * @param targets by the pushes' ids
   * @param events by the names of clusters
   * @param objects what runs the image in each cluster, by its name
   */
  public static List<Moment> of(
      List<StoredPush> pushes,
      Map<String, List<HistoryLine>> stories,
      Map<String, List<StoredTarget>> targets,
      Map<String, List<ClusterEvent>> events,
      Map<String, Set<String>> objects) {
    List<Moment> moments = new ArrayList<>();
    for (StoredPush push : pushes) {
      List<StoredTarget> told = targets.getOrDefault(push.id(), List.of());
      stories
          .getOrDefault(push.id(), List.of())
          .forEach(line -> moments.add(moment(push, told, line)));
    }
    events.forEach(
        (cluster, all) ->
            all.stream()
                .filter(event -> concerns(event, objects.getOrDefault(cluster, Set.of())))
                .forEach(event -> moments.add(moment(cluster, event))));
    // What happened at one time is kept in the order in which it was written.
    Collections.reverse(moments);
    moments.sort(Comparator.comparing(Moment::at).reversed());
    return moments;
  }

  /** The story of one push, oldest first. */
  public static List<Moment> of(
      StoredPush push, List<StoredTarget> targets, List<HistoryLine> story) {
    return story.stream().map(line -> moment(push, targets, line)).toList();
  }

  private static Moment moment(StoredPush push, List<StoredTarget> targets, HistoryLine line) {
    String repository = line.repository();
    return new Moment(
        line.at(),
        line.step(),
        line.detail(),
        push.push().tag().value(),
        push.id(),
        repository == null ? "" : Links.repository(repository),
        repository != null && ON_PULL_REQUEST.contains(line.step())
            ? pullRequest(targets, repository)
            : null);
  }

  private static @Nullable String pullRequest(List<StoredTarget> targets, String repository) {
    for (StoredTarget target : targets) {
      if (target.repository().equals(repository)) {
        return Links.web(target.pullRequestUrl());
      }
    }
    return null;
  }

  private static Moment moment(String cluster, ClusterEvent event) {
    return new Moment(event.at(), event.kind(), event.detail(), null, null, cluster, null);
  }

  private static boolean concerns(ClusterEvent event, Set<String> objects) {
    return !event.kind().equals("revision")
        && objects.stream().anyMatch(object -> names(event.detail(), object));
  }

  // An id ends where a space, a colon or the text does: web is not web-2.
  private static boolean names(String detail, String object) {
    int at = detail.indexOf(object);
    int end = at + object.length();
    return at >= 0
        && (end == detail.length() || detail.charAt(end) == ' ' || detail.charAt(end) == ':');
  }
}
