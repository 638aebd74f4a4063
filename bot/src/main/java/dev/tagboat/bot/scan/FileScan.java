package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one file.
 *
 * @param sites in the order of the file
 * @param problem why the file could not be read; null when it could
 * @param skipped why the file was left alone though it could hold images; null when it was not
 */
public record FileScan(List<Site> sites, @Nullable Problem problem, @Nullable Skipped skipped) {
  public FileScan {
    sites = List.copyOf(sites);
  }

  /**
   * A file that cannot be read.
   *
   * @param reason without the place
   */
  public record Problem(String file, Position at, String reason) {
    /** {@code file:line:column: reason}. */
    public String sentence() {
      return file + ":" + at + ": " + reason;
    }
  }

  /** A file that is left alone for a reason. */
  public record Skipped(String file, String reason) {}
}
