package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wrote next to a place, or onto its object, about which tags may go there. */
public sealed interface Hint {
  /** Where it stands, in the file of the place. */
  Position at();

  /**
   * Our own comment {@code # tagboat: …}.
   *
   * @param text what stands behind the colon, stripped
   */
  record Comment(Position at, String text) implements Hint {}

  /**
   * The setter comment of Flux, {@code # {"$imagepolicy": "namespace:name[:part]"}}.
   *
   * @param namespace of the ImagePolicy
   * @param name of the ImagePolicy
   * @param part {@code tag}, {@code name} or {@code digest}; null for a whole reference
   */
  record FluxMarker(Position at, String namespace, String name, @Nullable String part)
      implements Hint {}

  /**
   * A comment that means to name a policy and cannot: nobody knows which tags may go there.
   *
   * @param reason one sentence, without the place
   */
  record Ineffective(Position at, String reason) implements Hint {}

  /**
   * Annotations and labels of the object around that other tools take policies from, by their full
   * keys; see {@link ForeignKeys}.
   *
   * @param at of the metadata that they stand in
   * @param keys where each of them stands
   * @param container name of the container that the place is in; null when it is in none
   */
  record Annotations(
      Position at, Map<String, String> values, List<Key> keys, @Nullable String container)
      implements Hint {
    public Annotations {
      values = Map.copyOf(values);
      keys = List.copyOf(keys);
    }

    /** A key and its place. */
    public record Key(String name, Position at) {}

    /** Where a key stands. */
    public Position at(String name) {
      return keys.stream()
          .filter(key -> key.name().equals(name))
          .findFirst()
          .map(Key::at)
          .orElse(at);
    }

    /** The same, as it holds for one container. */
    Annotations of(@Nullable String name) {
      return new Annotations(at, values, keys, name);
    }
  }
}
