package dev.tagboat.applier.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.config.IgnoreRule;
import dev.tagboat.applier.desired.ObjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the fields that others may change out of what is applied. */
public final class Ignoring {
  private final List<IgnoreRule> rules;

  public Ignoring(List<IgnoreRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Changes {@code wanted} so that applying it leaves the ignored fields of {@code live} alone.
   * What is ours, or is taken over from kubectl, would vanish if it were left out: it is applied
   * with the value that it has. All else is left out.
   */
  public void adapt(ObjectId id, ObjectNode wanted, JsonNode live) {
    for (IgnoreRule rule : rules) {
      if (rule.covers(id.kind(), id.group(), id.namespace(), id.name())) {
        rule.managers().forEach(manager -> leave(manager, wanted, live));
        rule.pointers().forEach(text -> adapt(JsonPointer.compile(text), wanted, live));
      }
    }
  }

  /** The entries of managers whose fields become ours, without those that a rule names. */
  public List<JsonNode> takenOver(ObjectId id, JsonNode live) {
    return Managers.entries(
        live, e -> Managers.isTakenOver(e) && !isLeft(id, e.path("manager").asText()));
  }

  private boolean isLeft(ObjectId id, String manager) {
    return rules.stream()
        .filter(rule -> rule.covers(id.kind(), id.group(), id.namespace(), id.name()))
        .anyMatch(rule -> rule.managers().contains(manager));
  }

  private static void leave(String manager, ObjectNode wanted, JsonNode live) {
    for (JsonNode entry : Managers.writers(live, e -> e.path("manager").asText().equals(manager))) {
      FieldSet.remove(wanted, entry.path("fieldsV1"));
    }
  }

  private static void adapt(JsonPointer pointer, ObjectNode wanted, JsonNode live) {
    JsonNode value = live.at(pointer);
    JsonNode held = held(pointer, live);
    if (!value.isMissingNode() && !held.isMissingNode()) {
      set(pointer, wanted, FieldSet.project(value, held));
    } else if (!wanted.at(pointer).isMissingNode()) {
      boolean inList = !value.isMissingNode() && wanted.at(pointer.head()).isArray();
      set(pointer, wanted, inList ? value.deepCopy() : null);
    }
  }

  /** Which fields at that place are ours, or will be when those of kubectl are taken over. */
  private static JsonNode held(JsonPointer pointer, JsonNode live) {
    JsonNode held = MissingNode.getInstance();
    for (JsonNode entry :
        Managers.entries(live, e -> Managers.isOurs(e) || Managers.isTakenOver(e))) {
      JsonNode fields = entry.path("fieldsV1");
      for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
        fields = fields.path("f:" + rest.getMatchingProperty());
      }
      held = fields.isMissingNode() ? held : FieldSet.union(held, fields);
    }
    return held;
  }

  private static void set(JsonPointer pointer, ObjectNode wanted, @Nullable JsonNode value) {
    JsonNode parent = value == null ? wanted.at(pointer.head()) : made(pointer.head(), wanted);
    JsonPointer last = pointer.last();
    if (parent instanceof ObjectNode fields) {
      if (value == null) {
        fields.remove(last.getMatchingProperty());
      } else {
        fields.set(last.getMatchingProperty(), value);
      }
    } else if (parent instanceof ArrayNode items) {
      if (value == null) {
        items.remove(last.getMatchingIndex());
      } else {
        items.set(last.getMatchingIndex(), value);
      }
    }
  }

  /** What stands there; an empty object where nothing did. */
  private static JsonNode made(JsonPointer path, ObjectNode wanted) {
    if (path.matches()) {
      return wanted;
    }
    JsonNode parent = made(path.head(), wanted);
    JsonNode there = parent.at(path.last());
    boolean absent = there.isMissingNode() || there.isNull();
    return absent && parent instanceof ObjectNode fields
        ? fields.putObject(path.last().getMatchingProperty())
        : there;
  }
}
