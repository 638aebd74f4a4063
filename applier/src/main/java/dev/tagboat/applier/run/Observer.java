package dev.tagboat.applier.run;

import dev.tagboat.applier.report.Report;
import java.time.Duration;

/** Is told what the loop does. */
public interface Observer {
  /**
   * After each look, also one that found nothing to do.
   *
   * @param good whether the repo and the cluster could be read, and all was applied
   */
  void looked(boolean good);

  /**
   * Of a run that compared the cluster with the repo, or failed.
   *
   * @param took from before the fetch to after the last write
   */
  void reported(Report report, Duration took);
}
