package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way down from an object to one of its nodes. Comments and annotations on it are only looked
 * at where a place is found.
 *
 * @param key the key that was passed, null when this step is another
 * @param said the annotations that were passed, null when this step is another
 * @param container name of the container around, null when there is none
 */
record Scope(
    Collector out,
    @Nullable Scope outer,
    @Nullable YamlNode key,
    Hint.@Nullable Annotations said,
    ObjectKind kind,
    @Nullable String container,
    int depth) {
  /** Aliases can make a way longer than the file is deep. */
  private static final int MAX_DEPTH = 300;

  static Scope of(Collector out) {
    return new Scope(out, null, null, null, ObjectKind.UNKNOWN, null, 0);
  }

  boolean isTooDeep() {
    return depth > MAX_DEPTH;
  }

  Scope below(YamlNode passed) {
    return new Scope(out, this, passed, null, kind, container, depth + 1);
  }

  Scope deeper() {
    return new Scope(out, outer, key, said, kind, container, depth + 1);
  }

  Scope in(Optional<YamlScalar> name) {
    return name.filter(Collector::isText).map(text -> in(text.value())).orElse(this);
  }

  Scope in(String name) {
    return new Scope(out, outer, key, said, kind, name, depth);
  }

  /** What a mapping says about all that is in it: its kind, and the annotations it has. */
  Scope enter(YamlMapping mapping) {
    boolean object =
        mapping.scalar("kind").isPresent()
            && (outer == null || mapping.scalar("apiVersion").isPresent());
    ObjectKind here = object ? ObjectKind.of(mapping) : kind;
    Scope entered = new Scope(out, outer, key, said, here, container, depth);
    return ForeignObjects.annotations(mapping, out)
        .map(a -> new Scope(out, entered, null, a, here, container, depth + 1))
        .orElse(entered);
  }

  /** Where places that stand here go. */
  Collector place() {
    return place(container);
  }

  private Collector place(@Nullable String name) {
    if (outer == null) {
      return out;
    }
    Collector around = outer.place(name);
    if (key != null) {
      return around.below(key);
    }
    return said == null ? around : around.with(said.of(name));
  }
}
