package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one file, without knowing any other.
 *
 * @param sites in the order of the file
 * @param links in the order of the file
 * @param notes what the user should know though it is no problem, in the order of the file
 * @param problem why the file could not be read; null when it could
 * @param skipped why the file was left alone though it could hold images; null when it was not
 */
public record FileScan(
    List<Site> sites,
    List<Link> links,
    List<Note> notes,
    @Nullable Problem problem,
    @Nullable Skipped skipped) {
  /** Nothing is there. */
  static final FileScan EMPTY = new FileScan(List.of(), List.of(), List.of(), null, null);

  public FileScan {
    sites = List.copyOf(sites);
    links = List.copyOf(links);
    notes = List.copyOf(notes);
  }

  static FileScan problem(String file, Position at, String reason) {
    return new FileScan(List.of(), List.of(), List.of(), new Problem(file, at, reason), null);
  }

  static FileScan skipped(String file, String reason) {
    return new FileScan(List.of(), List.of(), List.of(), null, new Skipped(file, reason));
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

  /**
   * Something written there that has no effect, or not the one that its author must expect.
   *
   * @param reason without the place
   */
  public record Note(String file, Position at, String reason) {
    /** {@code file:line:column: reason}. */
    public String sentence() {
      return file + ":" + at + ": " + reason;
    }
  }
}
