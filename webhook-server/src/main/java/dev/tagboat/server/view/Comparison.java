package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two pushes of an image beside each other.
 *
 * @param left the older one
 */
public record Comparison(StoredPush left, StoredPush right, List<Line> lines) {
  private static final String NONE = "none";

  public Comparison {
    lines = List.copyOf(lines);
  }

  /** One thing that is known of them; empty where it is not. */
  public record Line(String name, String left, String right) {
    /** Whether it is another one; what is not known of one of them may be the same. */
    public boolean differs() {
      return !left.isEmpty() && !right.isEmpty() && !left.equals(right);
    }
  }

  /**
   * Of two pushes in any order.
   *
   * @param targets what became of them in config repos, by their ids
   */
  public static Comparison of(
      StoredPush one, StoredPush other, Map<String, List<StoredTarget>> targets) {
    boolean inOrder = one.id().compareTo(other.id()) <= 0;
    StoredPush left = inOrder ? one : other;
    StoredPush right = inOrder ? other : one;
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("digest", digest(left), digest(right)));
    lines.add(new Line("state", left.state().key(), right.state().key()));
    lines.add(
        new Line("received", Times.exact(left.receivedAt()), Times.exact(right.receivedAt())));
    lines.add(new Line("pushed by", text(left.push().pusher()), text(right.push().pusher())));
    lines.addAll(shown(left.evidence(), right.evidence()));
    lines.addAll(fates(targets.getOrDefault(left.id(), List.of()), targets.get(right.id())));
    lines.removeIf(line -> line.left().isEmpty() && line.right().isEmpty());
    return new Comparison(left, right, lines);
  }

  /** Whether it is one push, named twice. */
  public boolean isSame() {
    return left.id().equals(right.id());
  }

  private static List<Line> fates(List<StoredTarget> left, @Nullable List<StoredTarget> right) {
    Map<String, String> lefts = fates(left);
    Map<String, String> rights = fates(right == null ? List.of() : right);
    TreeSet<String> repositories = new TreeSet<>(lefts.keySet());
    repositories.addAll(rights.keySet());
    return repositories.stream()
        .map(one -> new Line(one, lefts.getOrDefault(one, ""), rights.getOrDefault(one, "")))
        .toList();
  }

  private static Map<String, String> fates(List<StoredTarget> targets) {
    Map<String, String> fates = new HashMap<>();
    for (StoredTarget target : targets) {
      String number = target.pullRequest() == null ? "" : " in #" + target.pullRequest();
      fates.put(Links.repository(target.repository()), target.state().key() + number);
    }
    return fates;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String digest(StoredPush push) {
    return push.confirmed() != null
        ? push.confirmed().value()
        : push.push().digest() == null ? "" : push.push().digest().value();
  }

  /** What the registry showed of both; what it did not show of one of them is not known. */
  private static List<Line> shown(ImageEvidence left, ImageEvidence right) {
    Map<String, String> lefts = shown(left);
    Map<String, String> rights = shown(right);
    List<Line> lines = new ArrayList<>();
    for (String name : lefts.isEmpty() ? rights.keySet() : lefts.keySet()) {
      String one = lefts.getOrDefault(name, "");
      String other = rights.getOrDefault(name, "");
      boolean none = (one + other).isEmpty();
      lines.add(
          new Line(
              name,
              none || !one.isEmpty() || lefts.isEmpty() ? one : NONE,
              none || !other.isEmpty() || rights.isEmpty() ? other : NONE));
    }
    return lines;
  }

  /** By what it is, in one order, empty where it has none; nothing of what was not seen. */
  private static Map<String, String> shown(ImageEvidence evidence) {
    Map<String, String> shown = new LinkedHashMap<>();
    if (evidence instanceof ImageEvidence.Seen seen) {
      Instant created = seen.created();
      shown.put("built", created == null ? "" : Times.exact(created));
      for (String claim : ImageEvidence.CLAIMS) {
        ImageEvidence.Claim said = seen.claims().get(claim);
        shown.put(claim, said == null ? "" : said.value());
      }
      shown.put(
          "platforms",
          joined(
              seen.platforms().stream().map(one -> one.name() == null ? "unknown" : one.name())));
      shown.put("runs as", seen.command().user().isEmpty() ? "root" : seen.command().user());
      shown.put(
          "beside it",
          joined(
              seen.attachments().stream()
                  .map(one -> one.kind().name().toLowerCase(Locale.ROOT))
                  .distinct()
                  .sorted()));
    }
    return shown;
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(", "));
  }
}
