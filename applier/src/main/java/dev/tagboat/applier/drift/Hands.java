package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose hands were at what differs: the field managers other than ours that own one of the values.
 * Who took a value away is not known.
 *
 * @param managers by name, at most 10
 * @param at when the last of them wrote; empty when the server does not say
 */
public record Hands(List<String> managers, Optional<Instant> at) {
  private static final int MOST = 10;

  public static final Hands UNKNOWN = new Hands(List.of(), Optional.empty());

  public Hands {
    managers = List.copyOf(managers);
  }

  /**
   * @param live the object as it is
   */
  public static Hands of(JsonNode live, List<Change> changes) {
    List<String> changed =
        changes.stream()
            .map(change -> change.path().replace("~1", "/").replace("~0", "~"))
            .toList();
    Set<String> managers = new LinkedHashSet<>();
    List<Instant> times = new ArrayList<>();
    for (JsonNode entry : Managers.writers(live, one -> !Managers.isOurs(one))) {
      if (FieldSet.leaves(entry.path("fieldsV1")).stream().anyMatch(leaf -> meets(leaf, changed))) {
        managers.add(entry.path("manager").asText());
        time(entry.path("time").asText()).ifPresent(times::add);
      }
    }
    return new Hands(
        managers.stream().limit(MOST).toList(), times.stream().max(Comparator.naturalOrder()));
  }

  private static boolean meets(String leaf, List<String> changed) {
    String named = leaf.replaceAll("\\[\\{\"name\":\"([^\"]*)\"}]", "[name=$1]");
    return changed.stream().anyMatch(path -> isWithin(path, named) || isWithin(named, path));
  }

  private static boolean isWithin(String path, String outer) {
    return path.startsWith(outer)
        && (path.length() == outer.length() || "/[".indexOf(path.charAt(outer.length())) >= 0);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
