package dev.tagboat.applier.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.config.IgnoreRule;
import dev.tagboat.applier.desired.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the fields that others may change out of what is applied. */
public final class Ignoring {
  private final List<IgnoreRule> rules;

  public Ignoring(List<IgnoreRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Changes {@code wanted} so that applying it leaves the ignored fields of {@code live} alone. A
   * field that somebody else owns too is left out; one that only we own would vanish then, so it is
   * applied with the value that it has.
   */
  public void adapt(ObjectId id, ObjectNode wanted, JsonNode live) {
    for (IgnoreRule rule : rules) {
      if (rule.covers(id.kind(), id.group(), id.namespace(), id.name())) {
        rule.managers().forEach(manager -> leave(manager, wanted, live));
        rule.pointers().forEach(text -> adapt(JsonPointer.compile(text), wanted, live));
      }
    }
  }

  private static void leave(String manager, ObjectNode wanted, JsonNode live) {
    for (JsonNode entry : Managers.entries(live, e -> e.path("manager").asText().equals(manager))) {
      FieldSet.remove(wanted, entry.path("fieldsV1"));
    }
  }

  private static void adapt(JsonPointer pointer, ObjectNode wanted, JsonNode live) {
    if (wanted.at(pointer).isMissingNode()) {
      return;
    }
    JsonNode value = live.at(pointer);
    if (value.isMissingNode() || isOthers(pointer, live)) {
      set(pointer, wanted, null);
    } else {
      set(pointer, wanted, value.deepCopy());
    }
  }

  private static boolean isOthers(JsonPointer pointer, JsonNode live) {
    List<String> path = new ArrayList<>();
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      path.add(rest.getMatchingProperty());
    }
    return Managers.entries(live, entry -> !Managers.isOurs(entry)).stream()
        .anyMatch(entry -> FieldSet.has(entry.path("fieldsV1"), path));
  }

  private static void set(JsonPointer pointer, ObjectNode wanted, @Nullable JsonNode value) {
    JsonNode parent = wanted.at(pointer.head());
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
}
