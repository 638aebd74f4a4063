package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The block {@code keel} in a chart's values: a policy, and the paths of the images that it holds
 * for (https://keel.sh/docs/#helm).
 */
final class KeelBlock {
  private static final List<String> OPTIONS = List.of("policy", "matchTag", "matchPreRelease");

  private KeelBlock() {}

  /**
   * @param root of the values, any node
   */
  static void find(YamlNode root, Collector out) {
    if (root instanceof YamlMapping values) {
      values
          .mapping("keel")
          .filter(keel -> keel.scalar("policy").filter(Collector::isText).isPresent())
          .ifPresent(keel -> out.link(link(values, keel, out)));
    }
  }

  private static Link link(YamlMapping values, YamlMapping keel, Collector out) {
    Map<String, String> fields = new HashMap<>();
    for (String option : OPTIONS) {
      keel.scalar(option)
          .filter(Collector::isText)
          .ifPresent(scalar -> fields.put(option, scalar.value()));
    }
    int count = 0;
    for (YamlNode item : keel.items("images")) {
      Optional<ImageName> image = image(values, item);
      if (image.isPresent()) {
        fields.put("images[" + count++ + "]", image.get().toString());
      }
    }
    String kind = Link.ForeignObject.KEEL_VALUES;
    return new Link.ForeignObject(out.path(), out.position(keel), "", kind, null, kind, fields);
  }

  private static Optional<ImageName> image(YamlMapping values, YamlNode item) {
    if (!(item instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    String path = mapping.scalar("repository").map(YamlScalar::value).orElse("");
    List<String> keys = List.of(path.split("\\.", -1));
    Optional<YamlMapping> at = Optional.of(values);
    for (String key : keys.subList(0, keys.size() - 1)) {
      at = at.flatMap(m -> m.mapping(key));
    }
    String last = keys.get(keys.size() - 1);
    return at.flatMap(holder -> name(holder, last));
  }

  // Beside the repository, charts keep the registry's host.
  private static Optional<ImageName> name(YamlMapping holder, String key) {
    Optional<String> text = holder.scalar(key).filter(Collector::isText).map(YamlScalar::value);
    String host =
        holder.scalar("registry").filter(Collector::isText).map(s -> s.value() + "/").orElse("");
    return text.flatMap(value -> ImageReference.parse(host + value)).map(ImageReference::name);
  }
}
