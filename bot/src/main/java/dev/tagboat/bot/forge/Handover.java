package dev.tagboat.bot.forge;

import java.util.List;
import java.util.Optional;

/**
 * How a commit that is pushed reaches a forge.
 *
 * @param review the ref that takes commits for review and keeps none, such as {@code
 *     refs/for/main}; empty where the branch itself is pushed
 * @param options git push options
 * @param warnings what cannot be asked for by a push, as sentences
 */
public record Handover(Optional<String> review, List<String> options, List<String> warnings) {
  /** The branch, and that is all. */
  public static final Handover PLAIN = new Handover(Optional.empty(), List.of(), List.of());

  public Handover {
    options = List.copyOf(options);
    warnings = List.copyOf(warnings);
  }
}
