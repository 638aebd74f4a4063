package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.inbox.ClusterEvent;
import dev.tagboat.server.inbox.HistoryLine;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The life of an image: what became of its pushes, and of what runs it. */
public final class Timeline {
  /** As {@link dev.tagboat.server.clusters.Transition} writes them. */
  private static final Pattern VERSIONS =
      Pattern.compile(" is to run (\\S+) (\\S+) instead of (\\S+)$");

  private static final Set<String> TOLD = Set.of("source", "revision", "version");

  private static final Set<String> ON_PULL_REQUEST =
      Set.of("proposed", "updated", "merged", "closed");

  private Timeline() {}

  /**
   * Newest first.
   *
   * @param image whose life it is
   * @param stories by the pushes' ids
   * @param targets by the pushes' ids
   * @param events by the names of clusters
   * @param objects what runs the image in each cluster, by its name
   */
  public static List<Moment> of(
      ImageName image,
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
    List<String> tags = pushes.stream().map(push -> push.push().tag().value()).toList();
    events.forEach(
        (cluster, all) ->
            moments.addAll(
                ofCluster(image, cluster, all, objects.getOrDefault(cluster, Set.of()), tags)));
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
    StoredTarget target =
        ON_PULL_REQUEST.contains(line.step())
            ? targets.stream()
                .filter(one -> one.repository().equals(repository))
                .findFirst()
                .orElse(null)
            : null;
    return new Moment(
        line.at(),
        line.step(),
        detail(push, line),
        push.push().tag().value(),
        push.id(),
        repository == null ? "" : Links.repository(repository),
        target == null ? null : target.pullRequest(),
        target == null ? null : Links.web(target.pullRequestUrl()));
  }

  private static String detail(StoredPush push, HistoryLine line) {
    return switch (line.step()) {
      case "received" -> received(push, line.detail()) + pusher(push);
      case "confirmed" -> line.detail() + shown(push.evidence());
      default -> line.detail();
    };
  }

  /** Without the name under which it is shown. */
  private static String received(StoredPush push, String detail) {
    String name = push.push().image() + ":" + push.push().tag();
    return detail.startsWith(name)
        ? detail.substring(name.length()).replaceFirst("^[@ ]", "")
        : detail;
  }

  private static String pusher(StoredPush push) {
    String pusher = push.push().pusher();
    return pusher == null || pusher.isEmpty() ? "" : ", pushed by " + pusher;
  }

  /** What the registry showed beside the digest. */
  private static String shown(ImageEvidence evidence) {
    if (!(evidence instanceof ImageEvidence.Seen seen)) {
      return "";
    }
    List<String> facts = new ArrayList<>();
    for (String claim : ImageEvidence.CLAIMS) {
      ImageEvidence.Claim said = seen.claims().get(claim);
      if (said != null && TOLD.contains(claim)) {
        facts.add(claim + " " + said.value());
      }
    }
    String beside =
        seen.attachments().stream()
            .map(one -> one.kind().name().toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (!beside.isEmpty()) {
      facts.add("beside it: " + beside);
    } else if (seen.gaps().isEmpty()) {
      facts.add("no signature beside it");
    }
    return facts.isEmpty() ? "" : "; " + String.join("; ", facts);
  }

  /**
   * What concerns an image.
   *
   * @param all newest first
   * @param tags of its pushes, newest first
   */
  private static List<Moment> ofCluster(
      ImageName image,
      String cluster,
      List<ClusterEvent> all,
      Set<String> objects,
      List<String> tags) {
    List<Moment> moments = new ArrayList<>();
    Set<String> ran = everRan(image, all, objects);
    boolean unhealthy = false;
    for (int i = all.size() - 1; i >= 0; i--) {
      ClusterEvent event = all.get(i);
      boolean health = event.kind().equals("health");
      boolean named =
          !event.kind().equals("revision")
              && isOf(image, event)
              && ran.stream().anyMatch(object -> names(event.detail(), object));
      // That all is well again names nobody: it is told where something was wrong before.
      boolean over = health && unhealthy && event.detail().equals("healthy");
      if (named || over) {
        moments.add(
            new Moment(
                event.at(), step(event, tags), event.detail(), null, null, cluster, null, null));
      }
      unhealthy = health ? named : unhealthy;
    }
    return moments;
  }

  /** Also what runs it no more. */
  private static Set<String> everRan(ImageName image, List<ClusterEvent> all, Set<String> objects) {
    Set<String> ran = new HashSet<>(objects);
    for (ClusterEvent event : all) {
      if (event.kind().equals("image") && isOf(image, event)) {
        ran.add(event.detail().split(" ", 2)[0]);
      }
    }
    return ran;
  }

  /** Whether it is no change of another image of the same object. */
  private static boolean isOf(ImageName image, ClusterEvent event) {
    Matcher versions = VERSIONS.matcher(event.detail());
    return !event.kind().equals("image")
        || (versions.find()
            && ImageName.parse(versions.group(1)).filter(image::equals).isPresent());
  }

  /** To another version is forward, unless that was pushed before the one that ran. */
  private static String step(ClusterEvent event, List<String> tags) {
    if (!event.kind().equals("image")) {
      return event.kind();
    }
    Matcher versions = VERSIONS.matcher(event.detail());
    int now = versions.find() ? tags.indexOf(versions.group(2)) : -1;
    int before = now < 0 ? -1 : tags.indexOf(versions.group(3));
    return before >= 0 && now > before ? "rolled-back" : "rollout";
  }

  // An id ends where a space, a colon or the text does: web is not web-2.
  private static boolean names(String detail, String object) {
    int at = detail.indexOf(object);
    int end = at + object.length();
    return at >= 0
        && (end == detail.length() || detail.charAt(end) == ' ' || detail.charAt(end) == ':');
  }
}
