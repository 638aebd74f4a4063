package dev.tagboat.bot.cli;

import dev.tagboat.bot.policy.Selection;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a registry has for one place.
 *
 * @param candidate the version the policy picks; null when none
 * @param reason why that one, or why none
 * @param refused the tags that the policy does not take there
 */
record Update(
    Site site,
    @Nullable String candidate,
    String policy,
    String source,
    String reason,
    List<Selection.Refused> refused) {
  Update {
    refused = List.copyOf(refused);
  }

  boolean isAccepted() {
    return candidate != null;
  }

  JsonRow row() {
    return new JsonRow()
        .with("file", site.file())
        .with("line", site.at().line())
        .with("image", site.image())
        .with("current", site.version().isEmpty() ? null : site.version())
        .with("candidate", candidate)
        .with("accepted", isAccepted())
        .with("policy", policy)
        .with("source", source)
        .with("reason", reason)
        .with("refused", kinds());
  }

  /** How many tags are refused for which kind of reason, such as {@code 2 too-young}. */
  String refusals() {
    return refused.isEmpty()
        ? "-"
        : byKind().entrySet().stream()
            .map(kind -> kind.getValue().size() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
  }

  private Map<String, List<Selection.Refused>> byKind() {
    Map<String, List<Selection.Refused>> kinds = new LinkedHashMap<>();
    for (Selection.Refused one : refused) {
      String kind = one.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(one);
    }
    return kinds;
  }

  // One row for each kind of refusal: a list of thousands of tags explains nothing.
  private List<JsonRow> kinds() {
    return byKind().entrySet().stream()
        .map(
            entry ->
                new JsonRow()
                    .with("kind", entry.getKey())
                    .with("count", entry.getValue().size())
                    .with("example", entry.getValue().get(0).tag())
                    .with("reason", entry.getValue().get(0).sentence()))
        .toList();
  }
}
