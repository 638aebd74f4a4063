package dev.tagboat.applier.run;

import dev.tagboat.applier.report.Report;

/** Is told what the loop does. */
public interface Observer {
  /**
   * After each look, also one that found nothing to do.
   *
   * @param good whether the repo and the cluster could be read, and all was applied
   */
  void looked(boolean good);

  /** Of a run that did something, or failed. */
  void reported(Report report);
}
