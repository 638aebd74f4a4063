package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Images whose parts stand at keys with dots in them, such as {@code "image.tag"}: some tools write
 * the paths of values that way.
 */
final class DottedKeys {
  private static final Set<String> VERSIONS = Set.copyOf(ValuesKeys.TAGS);
  private static final Set<String> NAMES =
      Stream.of(ValuesKeys.REPOSITORIES, ValuesKeys.WEAK_NAMES)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private DottedKeys() {}

  /** The images of one mapping. */
  static List<ImageFields> of(YamlMapping mapping) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (String key : mapping.effective().keySet()) {
      int dot = key.lastIndexOf('.');
      if (dot > 0 && isPart(key.substring(dot + 1)) && isImage(key.substring(0, dot))) {
        prefixes.add(key.substring(0, dot));
      }
    }
    List<ImageFields> found = new ArrayList<>();
    for (String prefix : prefixes) {
      ImageFields.ofMap(field -> scalar(mapping, prefix, field))
          .filter(ImageFields::hasVersion)
          .ifPresent(found::add);
    }
    return found;
  }

  private static boolean isPart(String word) {
    return VERSIONS.contains(word) || NAMES.contains(word);
  }

  private static boolean isImage(String prefix) {
    return ValuesKeys.isImage(prefix.substring(prefix.lastIndexOf('.') + 1));
  }

  // What the nested map says stands beside the dotted keys, which win.
  private static Optional<YamlScalar> scalar(YamlMapping mapping, String prefix, String field) {
    return mapping
        .scalar(prefix + "." + field)
        .or(() -> mapping.mapping(prefix).flatMap(nested -> nested.scalar(field)));
  }
}
