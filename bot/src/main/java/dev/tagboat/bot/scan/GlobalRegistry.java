package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry that a chart's values set for all of its images. {@code global.imageRegistry} wins
 * over an image's own {@code registry}, as in the templates of the charts that brought it up
 * (Bitnami's {@code common.images.image}); {@code global.image.registry} and {@code
 * global.registry} stand in where an image has none. A repository that starts with a host is
 * complete, and no global registry is put before it.
 *
 * @param always null when there is none
 * @param otherwise null when there is none
 */
record GlobalRegistry(@Nullable String always, @Nullable String otherwise) {
  static final GlobalRegistry NONE = new GlobalRegistry(null, null);

  /** What holds inside of values: as Helm merges them, {@code global} of the outer ones wins. */
  GlobalRegistry inside(YamlMapping values) {
    YamlMapping global = values.mapping("global").orElse(null);
    if (global == null) {
      return this;
    }
    Optional<String> image =
        global
            .mapping(ValuesKeys.IMAGE)
            .flatMap(map -> map.scalar(ValuesKeys.REGISTRY))
            .or(() -> global.scalar(ValuesKeys.REGISTRY))
            .flatMap(GlobalRegistry::text);
    return new GlobalRegistry(
        always == null
            ? global.scalar("imageRegistry").flatMap(GlobalRegistry::text).orElse(null)
            : always,
        otherwise == null ? image.orElse(null) : otherwise);
  }

  /**
   * The name of an image whose parts stand in fields of their own.
   *
   * @return empty when the parts make no name
   */
  Optional<ImageName> name(String repository, Optional<YamlScalar> own) {
    return name(repository, own.flatMap(GlobalRegistry::text).orElse(null));
  }

  private Optional<ImageName> name(String repository, @Nullable String registry) {
    boolean complete = ImageName.startsWithHost(repository);
    if (always != null && !complete) {
      return joined(always, repository);
    }
    if (registry != null) {
      return joined(registry, repository);
    }
    return otherwise == null || complete
        ? ImageName.parse(repository)
        : joined(otherwise, repository);
  }

  /** What is known of a name, for files that are merged with this one. */
  Link.NameParts parts(@Nullable String repository, Optional<YamlScalar> own) {
    return new Link.NameParts(
        repository, own.flatMap(GlobalRegistry::text).orElse(null), always, otherwise);
  }

  /**
   * The name of an image when values that say a part of it are merged over those that say all.
   *
   * @return empty when the parts make no name
   */
  static Optional<ImageName> merged(Link.NameParts over, Link.ValuesImage image) {
    Link.NameParts base = image.parts();
    boolean silent = over.registry() == null && over.global() == null && over.otherwise() == null;
    if (silent || base.repository() == null) {
      return Optional.of(image.image());
    }
    return new GlobalRegistry(
            over.global() == null ? base.global() : over.global(),
            over.otherwise() == null ? base.otherwise() : over.otherwise())
        .name(base.repository(), over.registry() == null ? base.registry() : over.registry());
  }

  // What a template puts together is then read by a container runtime.
  private static Optional<ImageName> joined(String registry, String repository) {
    boolean slash = registry.endsWith("/");
    String host = slash ? registry.substring(0, registry.length() - 1) : registry;
    return host.indexOf('/') < 0
        ? ImageName.written(host, repository)
        : ImageName.parse(host + "/" + repository);
  }

  private static Optional<String> text(YamlScalar scalar) {
    return Collector.isText(scalar) ? Optional.of(scalar.value()) : Optional.empty();
  }
}
