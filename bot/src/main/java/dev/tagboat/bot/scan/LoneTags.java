package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tags in the values of a chart for images that the same values do not name: files that override
 * others hold no more than what differs. Whether they are tags of images, only those others tell.
 */
final class LoneTags {
  private static final Pattern TAG = Pattern.compile("(?i)(.*)(tag)");

  private LoneTags() {}

  /**
   * Those that stand right in a mapping.
   *
   * @param path of the mapping
   */
  static void find(YamlMapping mapping, ValuesPath path, Collector out) {
    if (path.keyed()) {
      mapping.effective().entrySet().stream()
          .filter(entry -> isTag(entry.getKey()) && !isNamed(mapping, entry.getKey()))
          .forEach(entry -> link(mapping, entry, path, out));
    }
  }

  private static boolean isTag(String key) {
    return ValuesKeys.TAGS.contains(key) || TAG.matcher(key).matches();
  }

  private static boolean isNamed(YamlMapping mapping, String tag) {
    return mapping.effective().entrySet().stream()
        .filter(entry -> entry.getValue().value() instanceof YamlScalar)
        .filter(entry -> Collector.isText((YamlScalar) entry.getValue().value()))
        .anyMatch(entry -> names(entry.getKey(), tag));
  }

  /** Whether a key holds the name of the image whose tag stands at another one. */
  private static boolean names(String key, String tag) {
    boolean ofMap =
        ValuesKeys.TAGS.contains(tag)
            && (ValuesKeys.REPOSITORIES.contains(key) || ValuesKeys.WEAK_NAMES.contains(key));
    return ofMap
        || Stream.of(
                Optional.of(key).filter(ValuesKeys::isImage),
                ValuesKeys.imageOfName(key),
                ValuesKeys.imageOfRepository(key))
            .flatMap(Optional::stream)
            .anyMatch(image -> ValuesKeys.beside(image, "tag").contains(tag));
  }

  private static void link(
      YamlMapping mapping,
      Map.Entry<String, YamlMapping.Entry> entry,
      ValuesPath path,
      Collector out) {
    String key = entry.getKey();
    Optional<YamlScalar> digest = beside(mapping, key, ValuesKeys.DIGESTS);
    mapping
        .scalar(key)
        .filter(Collector::isText)
        .flatMap(tag -> ImageVersion.of(Optional.of(tag), digest))
        .filter(version -> !version.tag().isAbsent())
        .ifPresent(
            version ->
                out.link(
                    link(
                        version,
                        path.at(key).keys(),
                        path.registry()
                            .parts(null, beside(mapping, key, List.of(ValuesKeys.REGISTRY))),
                        out)));
  }

  private static Link link(
      ImageVersion version, List<String> path, Link.NameParts parts, Collector out) {
    Part tag = version.tag();
    Part digest = version.digest();
    YamlScalar shown = Objects.requireNonNull(tag.scalar());
    List<YamlScalar> written =
        Stream.of(Optional.of(shown), Optional.ofNullable(digest.scalar()))
            .flatMap(Optional::stream)
            .toList();
    return new Link.ValuesTag(
        out.path(),
        out.position(shown),
        path,
        parts,
        Objects.requireNonNull(tag.tag()),
        Objects.requireNonNull(out.slice(tag)),
        digest.digest(),
        out.slice(digest),
        out.around(shown, written, null, version.blocked()));
  }

  /** What stands at a key that is spelled as the tag's is: {@code webDigest} of {@code webTag}. */
  private static Optional<YamlScalar> beside(YamlMapping mapping, String tag, List<String> words) {
    Matcher matcher = TAG.matcher(tag);
    Stream<String> spelled =
        matcher.matches()
            ? words.stream().map(word -> matcher.group(1) + inCaseOf(matcher.group(2), word))
            : Stream.empty();
    Stream<String> plain = ValuesKeys.TAGS.contains(tag) ? words.stream() : Stream.empty();
    Function<String, Optional<YamlScalar>> field = mapping::scalar;
    return ImageFields.filled(field, Stream.concat(spelled, plain).distinct().toList());
  }

  private static String inCaseOf(String model, String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return model.equals(model.toUpperCase(Locale.ROOT))
        ? upper
        : Character.isUpperCase(model.charAt(0)) ? upper.charAt(0) + word.substring(1) : word;
  }
}
