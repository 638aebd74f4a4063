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
  private final YamlFile before;
  private final EventSource left;
  private final EventSource right;
  private final Map<Integer, String> values;
  private final Map<Integer, NewKey> keys;
  private int changed;
  private int added;

  /** A key that is new, and its value. */
  public record NewKey(String key, String value) {}

  private YamlComparison(
      YamlFile before,
      SourceText after,
      Dialect dialect,
      Map<Integer, String> values,
      Map<Integer, NewKey> keys) {
    this.before = before;
    this.left = EventSource.of(before.source(), dialect);
    this.right = EventSource.of(after, dialect);
    this.values = values;
    this.keys = keys;
  }

  /**
   * @param values the start of each scalar that is to change in {@code before}, and its new value
   * @param keys the start of each scalar that a new key is to follow
   * @return what differs otherwise, as a sentence; empty when only that does
   */
  public static Optional<String> difference(
      YamlFile before, String after, Map<Integer, String> values, Map<Integer, NewKey> keys) {
    SourceText text = new SourceText(after);
    @Nullable Unreadable first = null;
    // Quotes that are new may need another dialect than the text did without them.
    for (Dialect dialect : Dialect.values()) {
      if (dialect.compareTo(before.dialect()) >= 0 && dialect.helps(text)) {
        try {
          return new YamlComparison(before, text, dialect, values, keys).run();
        } catch (Unreadable e) {
          first = first == null ? e : first;
        }
      }
    }
    return Optional.of(
        "after the edit the file is not YAML any more"
            + (first == null ? "" : " at " + first.at()));
  }

  private Optional<String> run() {
    Event a;
    do {
      a = left.next();
      @Nullable Token token = left.scalarToken();
      int offset = left.offset(token == null ? a.getEndMark() : token.getStartMark());
      Event b = right.next();
      boolean scalar = a instanceof ScalarEvent;
      if (!same(a, b, values.get(offset)) || (scalar && !isAdded(keys.get(offset)))) {
        return Optional.of("the value at " + before.position(offset) + " came out wrong");
      }
    } while (!a.is(Event.ID.StreamEnd));
    if (added != keys.size()) {
      return Optional.of("only " + added + " of " + keys.size() + " new keys came out");
    }
    return changed == values.size()
        ? Optional.empty()
        : Optional.of("only " + changed + " of " + values.size() + " values changed");
  }

  private boolean isAdded(@Nullable NewKey expected) {
    if (expected == null) {
      return true;
    }
    added++;
    return isScalar(right.next(), expected.key()) && isScalar(right.next(), expected.value());
  }

  private boolean isScalar(Event event, String value) {
    return event instanceof ScalarEvent scalar
        && scalar.getTag() == null
        && scalar.getAnchor() == null
        && right.value(scalar).equals(value);
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
    boolean quoted =
        a.isPlain()
            && (b.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                || b.getScalarStyle() == ScalarStyle.SINGLE_QUOTED);
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
