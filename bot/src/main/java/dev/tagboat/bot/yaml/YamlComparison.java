package dev.tagboat.bot.yaml;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Compares two texts event by event: what is not meant to change has the same value, style, tag and
 * anchor, hence the same meaning in every schema; aliases are compared as such, never expanded.
 */
public final class YamlComparison {
  private final SourceText before;
  private final EventSource left;
  private final EventSource right;
  private final Map<Integer, String> intended;
  private int changed;

  private YamlComparison(
      SourceText before, EventSource left, EventSource right, Map<Integer, String> intended) {
    this.before = before;
    this.left = left;
    this.right = right;
    this.intended = intended;
  }

  /**
   * @param intended the start of each scalar that is to change in {@code before}, and its new value
   * @return what differs otherwise, as a sentence; empty when only the intended values do
   */
  public static Optional<String> difference(
      String before, String after, Map<Integer, String> intended) {
    SourceText left = new SourceText(before);
    SourceText right = new SourceText(after);
    try {
      return new YamlComparison(left, EventSource.of(left), EventSource.of(right), intended).run();
    } catch (Unreadable e) {
      return eased(left, right, intended);
    }
  }

  // The second way of reading a file, for both sides.
  private static Optional<String> eased(
      SourceText left, SourceText right, Map<Integer, String> intended) {
    try {
      EventSource old = EventSource.ofEased(left);
      return new YamlComparison(left, old, EventSource.ofEased(right), intended).run();
    } catch (Unreadable e) {
      return Optional.of("after the edit the file is not YAML any more at " + e.at());
    }
  }

  private Optional<String> run() {
    Event a;
    do {
      a = left.next();
      @Nullable Token token = left.scalarToken();
      int offset = left.offset((token == null ? a.getEndMark() : token.getStartMark()));
      Event b = right.next();
      if (!same(a, b, intended.get(offset))) {
        return Optional.of("the value at " + before.position(offset) + " came out wrong");
      }
    } while (!a.is(Event.ID.StreamEnd));
    return changed == intended.size()
        ? Optional.empty()
        : Optional.of("only " + changed + " of " + intended.size() + " values changed");
  }

  private boolean same(Event a, Event b, @Nullable String wanted) {
    if (a.getEventId() != b.getEventId()) {
      return false;
    }
    if (a instanceof ScalarEvent old && b instanceof ScalarEvent now) {
      return sameNode(old, now) && sameScalar(old, now, wanted);
    }
    if (a instanceof CollectionStartEvent old && b instanceof CollectionStartEvent now) {
      return sameNode(old, now)
          && Objects.equals(old.getTag(), now.getTag())
          && old.getFlowStyle() == now.getFlowStyle();
    }
    return !(a instanceof NodeEvent old) || sameNode(old, (NodeEvent) b);
  }

  private static boolean sameNode(NodeEvent a, NodeEvent b) {
    return Objects.equals(a.getAnchor(), b.getAnchor());
  }

  private boolean sameScalar(ScalarEvent a, ScalarEvent b, @Nullable String wanted) {
    boolean sameStyle = a.getScalarStyle() == b.getScalarStyle();
    boolean quoted = a.isPlain() && b.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
    if (!Objects.equals(a.getTag(), b.getTag())) {
      return false;
    }
    if (wanted == null) {
      return sameStyle && left.value(a).equals(right.value(b));
    }
    changed++;
    return (sameStyle || quoted) && right.value(b).equals(wanted);
  }
}
