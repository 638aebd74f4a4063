package dev.tagboat.server.clusters;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told of a trouble.
 *
 * @param since when the trouble began
 * @param at when this was to be told
 * @param revision what the cluster had then; null when not known
 */
public record Alert(
    String cluster,
    Trouble trouble,
    Phase phase,
    Instant since,
    Instant at,
    @Nullable String revision) {

  /** Of a trouble's life. */
  public enum Phase {
    BEGUN(""),
    STILL("still "),
    OVER("no longer ");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    /** As alerts and the database spell it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of that spelling. */
    public static Phase of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /** One line: {@code prod: still degraded}. */
  public String title() {
    return cluster + ": " + phase.words + trouble.kind().words();
  }

  /** Why, and since when, in one line without markup. */
  public String detail() {
    String why = trouble.sentence().replaceAll("\\p{Cntrl}+", " ").strip();
    return (why.isEmpty() ? "" : why + " ")
        + "(since "
        + since
        + (revision == null ? "" : ", revision " + revision)
        + ")";
  }
}
