package dev.tagboat.bot.yaml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a record's constructor refuses, all of it at once, each with the keys it is about. {@link
 * YamlConfig} reports each at the place of its first key.
 */
public final class RefusedKeys extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Refusal> refusals;

  /**
   * One thing that is wrong.
   *
   * @param keys as they are written in the file, at least one; the first is the one to mend. Where
   *     another problem took one of them out, nothing is said: it would follow from that one
   * @param sentence must not quote a secret
   */
  public record Refusal(List<String> keys, String sentence) {
    public Refusal {
      keys = List.copyOf(keys);
    }
  }

  /**
   * @param refusals at least one
   */
  public RefusedKeys(List<Refusal> refusals) {
    super(refusals.stream().map(Refusal::sentence).collect(Collectors.joining("; ")));
    this.refusals = List.copyOf(refusals);
  }

  List<Refusal> refusals() {
    return refusals;
  }
}
