package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The scalars of a chart's values that say together which image runs.
 *
 * @param name holds the repository, or a whole reference
 * @param tag may be null or empty
 * @param tagKeys where the tag stands, or could
 * @param digest may be null or empty
 */
record ImageFields(
    YamlScalar name,
    Optional<YamlScalar> registry,
    Optional<YamlScalar> tag,
    List<String> tagKeys,
    Optional<YamlScalar> digest) {

  ImageFields {
    tagKeys = List.copyOf(tagKeys);
  }

  private static final String TAG = "tag";
  private static final String VERSION = "version";

  /**
   * Of an image map.
   *
   * @param field the scalar at a key
   * @return empty when nothing in there names an image
   */
  static Optional<ImageFields> ofMap(Function<String, Optional<YamlScalar>> field) {
    Optional<YamlScalar> repository = text(field, ValuesKeys.REPOSITORIES);
    Optional<YamlScalar> name = repository.or(() -> text(field, ValuesKeys.WEAK_NAMES));
    return name.map(
            scalar ->
                new ImageFields(
                    scalar,
                    field.apply(ValuesKeys.REGISTRY),
                    filled(field, ValuesKeys.TAGS),
                    places(field, ValuesKeys.TAGS),
                    filled(field, ValuesKeys.DIGESTS)))
        .filter(fields -> repository.isPresent() || fields.hasVersion());
  }

  /** Of a scalar at an image key, and of the keys beside it. */
  static ImageFields ofSiblings(YamlMapping around, String imageKey, YamlScalar name) {
    Function<String, Optional<YamlScalar>> part =
        word -> filled(around::scalar, ValuesKeys.beside(imageKey, word));
    boolean complete = ImageName.startsWithHost(name.value());
    Optional<YamlScalar> tag = part.apply(TAG);
    Optional<YamlScalar> version = version(around, imageKey, name).filter(v -> tag.isEmpty());
    return new ImageFields(
        name,
        complete ? Optional.empty() : part.apply(ValuesKeys.REGISTRY),
        tag.or(() -> version),
        version.isPresent()
            ? List.of(VERSION)
            : places(around::scalar, ValuesKeys.beside(imageKey, TAG)),
        part.apply("digest").or(() -> part.apply("sha")));
  }

  // Beside other keys a version is the chart's or the program's own.
  private static Optional<YamlScalar> version(
      YamlMapping around, String imageKey, YamlScalar name) {
    return Optional.of(VERSION)
        .filter(word -> imageKey.equals(ValuesKeys.IMAGE) && !isVersioned(name))
        .flatMap(around::scalar)
        .filter(Collector::isText);
  }

  /** Whether a tag or digest stands anywhere. */
  boolean hasVersion() {
    return isVersioned(name)
        || Stream.of(tag, digest).anyMatch(scalar -> scalar.filter(Collector::isText).isPresent());
  }

  /** The first that says something, else the first that is there at all. */
  static Optional<YamlScalar> filled(
      Function<String, Optional<YamlScalar>> field, List<String> keys) {
    return key(field, keys).flatMap(field);
  }

  private static List<String> places(
      Function<String, Optional<YamlScalar>> field, List<String> keys) {
    return key(field, keys).map(List::of).orElse(keys);
  }

  private static Optional<String> key(
      Function<String, Optional<YamlScalar>> field, List<String> keys) {
    List<String> there = keys.stream().filter(key -> field.apply(key).isPresent()).toList();
    return there.stream()
        .filter(key -> field.apply(key).filter(Collector::isText).isPresent())
        .findFirst()
        .or(() -> there.stream().findFirst());
  }

  private static Optional<YamlScalar> text(
      Function<String, Optional<YamlScalar>> field, List<String> keys) {
    return keys.stream()
        .flatMap(key -> field.apply(key).stream())
        .filter(Collector::isText)
        .findFirst();
  }

  private static boolean isVersioned(YamlScalar name) {
    String text = name.value();
    return text.indexOf(':', text.lastIndexOf('/') + 1) >= 0;
  }
}
