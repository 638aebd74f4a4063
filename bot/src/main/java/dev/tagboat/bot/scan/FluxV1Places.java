package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * Images in the values of a HelmRelease that its annotations name, as Flux 1 reads them: {@code
 * repository.fluxcd.io/ALIAS}, {@code registry.fluxcd.io/ALIAS} and {@code tag.fluxcd.io/ALIAS},
 * each with the way to a value; and those that a pattern is for under the names that Flux gives
 * them, {@code chart-image} for {@code image}, {@code NAME} for {@code NAME.image}
 * (https://github.com/fluxcd/flux, docs/references/helm-operator-integration.md).
 */
final class FluxV1Places {
  private static final String REPOSITORY = "repository.fluxcd.io/";
  private static final String REGISTRY = "registry.fluxcd.io/";
  private static final String TAG = "tag.fluxcd.io/";
  private static final String CHART_IMAGE = "chart-image";
  private static final List<String> PATTERNS =
      List.of("fluxcd.io/tag.", "flux.weave.works/tag.", "filter.fluxcd.io/");

  private final SiteKind kind;
  private final YamlMapping annotations;
  private final NamedValues values;

  private FluxV1Places(SiteKind kind, YamlMapping annotations, NamedValues values) {
    this.kind = kind;
    this.annotations = annotations;
    this.values = values;
  }

  /** What finders would make of the same values does not count any more. */
  static void find(YamlMapping release, YamlNode root, SiteKind kind, Collector out) {
    Optional<YamlMapping> annotations =
        release.mapping("metadata").flatMap(metadata -> metadata.mapping("annotations"));
    if (annotations.isPresent() && root instanceof YamlMapping mapping) {
      NamedValues values = new NamedValues(kind, mapping, false, out);
      FluxV1Places places = new FluxV1Places(kind, annotations.get(), values);
      for (String key : annotations.get().effective().keySet()) {
        if (key.startsWith(REPOSITORY)) {
          String alias = key.substring(REPOSITORY.length());
          places.find(alias, ForeignObjects.of(release, alias, out));
        }
      }
      if (GlobalRegistry.NONE.inside(mapping).equals(GlobalRegistry.NONE)) {
        places.known(release, mapping, out);
      }
    }
  }

  private void known(YamlMapping release, YamlMapping mapping, Collector out) {
    if (hasPattern(CHART_IMAGE)) {
      known(mapping, ForeignObjects.of(release, CHART_IMAGE, out));
    }
    mapping
        .effective()
        .forEach(
            (name, entry) -> {
              if (hasPattern(name) && entry.value() instanceof YamlMapping inner) {
                known(inner, ForeignObjects.of(release, name, out).below(entry.key()));
              }
            });
  }

  private boolean hasPattern(String container) {
    return PATTERNS.stream().anyMatch(start -> annotations.scalar(start + container).isPresent());
  }

  private void known(YamlMapping around, Collector out) {
    YamlMapping.Entry image = around.effective().get(ValuesKeys.IMAGE);
    if (image != null && image.value() instanceof YamlScalar name) {
      known(around, Optional.of(name), out);
    } else if (image != null && image.value() instanceof YamlMapping map) {
      known(map, map.scalar("repository"), out.below(image.key()));
    }
  }

  private void known(YamlMapping map, Optional<YamlScalar> repository, Collector out) {
    if (ValuesKeys.DIGESTS.stream().allMatch(key -> map.get(key).isEmpty())) {
      place(
          repository.filter(Collector::isText),
          map.scalar(ValuesKeys.REGISTRY).filter(Collector::isText),
          map.scalar("tag").filter(Collector::isText),
          out);
    }
  }

  private void find(String alias, Collector out) {
    place(named(REPOSITORY + alias), named(REGISTRY + alias), named(TAG + alias), out);
  }

  private void place(
      Optional<YamlScalar> repository,
      Optional<YamlScalar> registry,
      Optional<YamlScalar> tag,
      Collector out) {
    repository
        .flatMap(name -> ImageReference.parse(Part.text(name)))
        .filter(reference -> reference.digest() == null)
        .ifPresent(
            reference -> {
              YamlScalar name = repository.get();
              if (reference.tag() != null) {
                whole(name, reference, registry, out);
              } else if (tag.isPresent()) {
                image(Part.text(name), registry).ifPresent(i -> split(i, name, tag, out));
              }
            });
  }

  private void whole(
      YamlScalar name, ImageReference reference, Optional<YamlScalar> registry, Collector out) {
    Part tag = Part.tagOf(name, reference, Part.end(name));
    image(Part.text(name).substring(0, tag.from() - 1), registry)
        .ifPresent(image -> out.claim(out.tag(kind, image, tag, Part.NONE)));
  }

  private void split(ImageName image, YamlScalar name, Optional<YamlScalar> tag, Collector out) {
    out.claim(out.split(kind, image, List.of(name), tag, Optional.empty(), null));
    out.claim(out.position(name));
  }

  private static Optional<ImageName> image(String name, Optional<YamlScalar> registry) {
    return registry.isPresent()
        ? ImageName.written(registry.get().value(), name)
        : ImageName.parse(name);
  }

  private Optional<YamlScalar> named(String annotation) {
    return annotations
        .scalar(annotation)
        .flatMap(way -> values.at(way.value()))
        .filter(Collector::isText);
  }
}
