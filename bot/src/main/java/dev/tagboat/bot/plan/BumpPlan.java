package dev.tagboat.bot.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to change and what is not, both in the order of the files.
 *
 * @param unmatched wanted versions of images that stand nowhere
 */
public record BumpPlan(List<Bump> bumps, List<Refusal> refusals, List<Wanted> unmatched) {
  public BumpPlan {
    bumps = List.copyOf(bumps);
    refusals = List.copyOf(refusals);
    unmatched = List.copyOf(unmatched);
  }

  /** The files that change, in order, each with its bumps in the order of the file. */
  public Map<String, List<Bump>> byFile() {
    Map<String, List<Bump>> files = new LinkedHashMap<>();
    for (Bump bump : bumps) {
      files.computeIfAbsent(bump.site().file(), file -> new ArrayList<>()).add(bump);
    }
    return files;
  }
}
