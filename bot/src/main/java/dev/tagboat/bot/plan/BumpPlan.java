package dev.tagboat.bot.plan;

import java.util.List;

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

  /** The bumps of one file, in its order. */
  public List<Bump> bumpsIn(String file) {
    return bumps.stream().filter(bump -> bump.site().file().equals(file)).toList();
  }

  /** The files that change. */
  public List<String> files() {
    return bumps.stream().map(bump -> bump.site().file()).distinct().toList();
  }
}
