package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values of a chart as an Argo CD source gives them: {@code parameters} (the form of {@code helm
 * --set}), {@code values} (YAML in a text) and {@code valuesObject}. A parameter that is a tag
 * takes its image from its likes of the same way, or from the values at that way.
 */
final class HelmParameters {
  /** The way to the tag, and its last key: {@code tag}, {@code imageTag}, {@code version}. */
  private static final Pattern TAG =
      Pattern.compile("(?<way>(?:.*\\.)?)(?:tag|version|(?<stem>[^.]+)Tag)");

  /** Ways on which {@code name} and {@code version} are an image's, not an application's. */
  private static final Pattern IMAGE_WAY = Pattern.compile("(?:.*\\.)?(?:image|[^.]*Image)\\.");

  private static final Pattern IMAGE = Pattern.compile("(?:.*\\.)?(?:image|[^.]*Image)");
  private static final List<String> NAMES = List.of("repository", "image");
  private static final List<String> IMAGE_NAMES = List.of("repository", "name", "image");

  private final SiteKind kind;
  private final YamlMapping helm;
  private final Collector out;
  private final Map<String, YamlScalar> parameters = new LinkedHashMap<>();

  HelmParameters(SiteKind kind, YamlMapping helm, Collector out) {
    this.kind = kind;
    this.helm = helm;
    this.out = out;
    for (YamlNode item : helm.items("parameters")) {
      if (item instanceof YamlMapping parameter) {
        Optional<YamlScalar> value = text(parameter, "value");
        text(parameter, "name")
            .ifPresent(name -> value.ifPresent(v -> parameters.put(name.value(), v)));
      }
    }
  }

  private static Optional<YamlScalar> text(YamlMapping parameter, String key) {
    return parameter.scalar(key).filter(Collector::isText).filter(text -> !Generated.is(text));
  }

  void find() {
    Map<String, YamlMapping> values = values();
    Set<YamlScalar> named = new HashSet<>();
    parameters.forEach(
        (name, value) -> {
          Matcher tag = TAG.matcher(name);
          if (tag.matches()) {
            tag(tag, value, values, named);
          }
        });
    parameters.forEach(
        (name, value) -> {
          if (IMAGE.matcher(name).matches() && !named.contains(value)) {
            out.reference(kind, value);
          }
        });
  }

  // Of several ways to give values Argo CD lets valuesObject win over values.
  private Map<String, YamlMapping> values() {
    Map<String, YamlMapping> roots = new LinkedHashMap<>();
    helm.mapping("valuesObject")
        .ifPresent(
            object -> {
              ValuesWalk.find(object, kind, out);
              roots.put("valuesObject", object);
            });
    helm.scalar("values")
        .filter(Collector::isText)
        .flatMap(out::nested)
        .ifPresent(
            inner -> {
              for (YamlNode document : inner.documents()) {
                ValuesWalk.find(document, kind, inner.collector());
                if (document instanceof YamlMapping mapping) {
                  roots.putIfAbsent("values", mapping);
                }
              }
            });
    return roots;
  }

  private void tag(
      Matcher tag, YamlScalar value, Map<String, YamlMapping> values, Set<YamlScalar> named) {
    String way = tag.group("way");
    List<String> names = names(tag, way);
    Optional<YamlScalar> main =
        names.stream().flatMap(n -> Optional.ofNullable(parameters.get(n)).stream()).findFirst();
    if (main.isPresent()) {
      YamlScalar name = main.get();
      named.add(name);
      image(Optional.ofNullable(parameters.get(way + "registry")), name)
          .ifPresent(image -> split(image, name, value, way));
    } else {
      values.values().stream()
          .flatMap(root -> inValues(root, way, names).stream())
          .findFirst()
          .ifPresent(image -> bare(image, value));
    }
  }

  private static List<String> names(Matcher tag, String way) {
    String stem = tag.group("stem");
    if (stem != null) {
      return List.of(way + stem + "Image", way + stem + "Repository", way + stem);
    }
    boolean image = IMAGE_WAY.matcher(way).matches();
    if (!image && tag.group().endsWith("version")) {
      return List.of();
    }
    return (image ? IMAGE_NAMES : NAMES).stream().map(name -> way + name).toList();
  }

  private void split(ImageName image, YamlScalar name, YamlScalar tag, String way) {
    Optional<YamlScalar> digest = Optional.ofNullable(parameters.get(way + "digest"));
    out.split(kind, image, List.of(name), Optional.of(tag), digest, null);
  }

  private void bare(ImageName image, YamlScalar value) {
    Part tag = Part.leadingTag(value);
    if (tag.scalar() != null) {
      out.tag(kind, image, tag, Part.trailingDigest(value));
    }
  }

  private static Optional<ImageName> inValues(YamlMapping root, String way, List<String> names) {
    Optional<YamlMapping> map = Optional.of(root);
    for (String key : way.isEmpty() ? new String[0] : way.split("\\.")) {
      map = map.flatMap(inner -> inner.mapping(key));
    }
    return map.flatMap(
        inner ->
            names.stream()
                .map(name -> name.substring(way.length()))
                .flatMap(name -> inner.scalar(name).filter(Collector::isText).stream())
                .flatMap(name -> image(inner.scalar("registry"), name).stream())
                .findFirst());
  }

  private static Optional<ImageName> image(Optional<YamlScalar> registry, YamlScalar name) {
    return Stream.concat(
            registry
                .filter(Collector::isText)
                .flatMap(host -> ImageName.written(host.value(), name.value()))
                .stream(),
            ImageName.parse(name.value()).stream())
        .findFirst();
  }
}
