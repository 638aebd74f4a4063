package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two pushes of an image beside each other.
 *
 * @param left the older one
 */
public record Comparison(StoredPush left, StoredPush right, List<Line> lines) {
  public Comparison {
    lines = List.copyOf(lines);
  }

  /** One thing that is known of them; empty where it is not. */
  public record Line(String name, String left, String right) {
    public boolean differs() {
      return !left.equals(right);
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
    lines.add(new Line("tag", left.push().tag().value(), right.push().tag().value()));
    lines.add(new Line("digest", digest(left), digest(right)));
    lines.add(new Line("state", left.state().key(), right.state().key()));
    lines.add(
        new Line("received", Times.exact(left.receivedAt()), Times.exact(right.receivedAt())));
    lines.add(new Line("pushed by", text(left.push().pusher()), text(right.push().pusher())));
    lines.add(new Line("built", created(left.evidence()), created(right.evidence())));
    for (String claim : ImageEvidence.CLAIMS) {
      lines.add(new Line(claim, claim(left, claim), claim(right, claim)));
    }
    lines.add(new Line("platforms", platforms(left), platforms(right)));
    lines.add(new Line("runs as", user(left), user(right)));
    lines.add(new Line("beside it", attachments(left), attachments(right)));
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

  private static String created(ImageEvidence evidence) {
    Instant created = evidence instanceof ImageEvidence.Seen seen ? seen.created() : null;
    return created == null ? "" : Times.exact(created);
  }

  private static String claim(StoredPush push, String name) {
    ImageEvidence.Claim claim =
        push.evidence() instanceof ImageEvidence.Seen seen ? seen.claims().get(name) : null;
    return claim == null ? "" : claim.value();
  }

  private static String platforms(StoredPush push) {
    return push.evidence() instanceof ImageEvidence.Seen seen
        ? seen.platforms().stream()
            .map(one -> one.name() == null ? "unknown" : one.name())
            .collect(Collectors.joining(", "))
        : "";
  }

  private static String user(StoredPush push) {
    return push.evidence() instanceof ImageEvidence.Seen seen
        ? (seen.command().user().isEmpty() ? "root" : seen.command().user())
        : "";
  }

  private static String attachments(StoredPush push) {
    return push.evidence() instanceof ImageEvidence.Seen seen
        ? seen.attachments().stream()
            .map(one -> one.kind().name().toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "))
        : "";
  }
}
