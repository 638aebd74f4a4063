package dev.tagboat.applier.plan;

import java.util.List;

/** What planning came to. */
public sealed interface Planning {
  /** A plan that may be carried out. */
  record Ready(Plan plan) implements Planning {}

  /**
   * Nothing may be done.
   *
   * @param reasons sentences
   */
  record Stopped(List<String> reasons) implements Planning {
    public Stopped {
      reasons = List.copyOf(reasons);
    }
  }
}
