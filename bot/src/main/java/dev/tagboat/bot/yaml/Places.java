package dev.tagboat.bot.yaml;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the values of a configuration file stand, by paths such as {@code hooks[0].secret}. Only
 * what was bound has a path, and the indices are those of the lists bound, so that whoever checks
 * these lists finds each value's place.
 */
public final class Places {
  static final Places NONE = new Places(Map.of(), Set.of());

  private final Map<String, Position> values;
  private final Set<String> refused;

  /**
   * @param refused paths of what the file has and nobody could bind
   */
  Places(Map<String, Position> values, Set<String> refused) {
    this.values = Map.copyOf(values);
    this.refused = Set.copyOf(refused);
  }

  /** Whether the file has that value, but it was refused, which is reported already. */
  public boolean isRefused(String path) {
    return refused.contains(path);
  }

  /** Empty when there is no such value. */
  public Optional<Position> of(String path) {
    return Optional.ofNullable(values.get(path));
  }

  /** The place of the value, or else of what it would be part of; at last the file's begin. */
  public Position nearest(String path) {
    String up = path;
    while (!up.isEmpty() && !values.containsKey(up)) {
      up = up.substring(0, Math.max(0, Math.max(up.lastIndexOf('.'), up.lastIndexOf('['))));
    }
    return of(up).orElse(new Position(1, 1));
  }
}
