package dev.tagboat.server.clusters;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something about a cluster that a person should know.
 *
 * @param sentence for people; may be empty
 */
public record Trouble(Kind kind, String sentence) {

  /** What can be wrong. */
  public enum Kind {
    FAILED("unable to apply the config repo"),
    DEGRADED("degraded"),
    DIVERGED("different from the config repo"),
    SILENT("silent");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** To stand behind "prod:", "still" and "no longer". */
    public String words() {
      return words;
    }

    /** As alerts and the database spell it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that spelling. */
    public static Kind of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What a report says of troubles.
   *
   * @param open there they are
   * @param unknown kinds of which it says neither that they are nor that they are not
   */
  public record Finding(List<Trouble> open, Set<Kind> unknown) {
    public Finding {
      open = List.copyOf(open);
      unknown = Set.copyOf(unknown);
    }
  }

  private static final int NAMED = 3;

  /** All but whether the cluster is silent, which a report cannot say. */
  public static Finding in(ClusterReport report) {
    Condition condition = Condition.of(report);
    List<ClusterReport.Drift> divergence = report.divergence();
    Set<Kind> unknown = EnumSet.noneOf(Kind.class);
    if (condition.state() == Condition.State.FAILED) {
      // A run that ended early has not looked at the rest.
      unknown.addAll(Set.of(Kind.DEGRADED, Kind.DIVERGED));
      return new Finding(List.of(new Trouble(Kind.FAILED, condition.sentence())), unknown);
    }
    List<Trouble> open =
        divergence.isEmpty()
            ? List.of()
            : List.of(new Trouble(Kind.DIVERGED, sentence(divergence)));
    if (condition.state() == Condition.State.DEGRADED) {
      open = join(new Trouble(Kind.DEGRADED, condition.sentence()), open);
    } else if (condition.state() == Condition.State.PROGRESSING) {
      // What crashes again and again looks so between two crashes.
      unknown.add(Kind.DEGRADED);
    }
    return new Finding(open, unknown);
  }

  private static List<Trouble> join(Trouble first, List<Trouble> rest) {
    return rest.isEmpty() ? List.of(first) : List.of(first, rest.get(0));
  }

  private static String sentence(List<ClusterReport.Drift> divergence) {
    String named =
        divergence.stream()
            .limit(NAMED)
            .map(one -> one.id() + " " + one.reason())
            .collect(Collectors.joining("; "));
    int more = divergence.size() - NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }
}
