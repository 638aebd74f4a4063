package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys of an object hold images. {@code image} does where the text can be one; any other key
 * only where a tag or a digest makes it one for sure.
 */
final class ImageKeys {
  /** YAML 1.1, which Kubernetes reads, takes them for something else than text. */
  private static final Set<String> BOOLEANS = Set.of("true", "false", "yes", "no", "on", "off");

  private static final SiteKind KIND = SiteKind.KUBERNETES;
  private static final String CNPG = "postgresql.cnpg.io";
  private static final String CROSSPLANE = "pkg.crossplane.io";
  private static final String K0S = "k0s.k0sproject.io";
  private static final String PROMETHEUS = "monitoring.coreos.com";

  private ImageKeys() {}

  /**
   * Finds what stands at a key itself, not what is further down.
   *
   * @param around the mapping that has the key
   */
  static void find(String key, YamlNode value, YamlMapping around, Scope scope) {
    switch (key) {
      case "image" -> image(value, around, scope);
      case "imageName" -> imageName(value, scope);
      case "images" -> images(value, scope);
      case "baseImage" -> baseImage(value, around, scope);
      case "package" -> crossplane(value, scope);
      case "from" -> imageStream(value, scope);
      case "values", "valuesContent" -> values(value, scope);
      case "env" -> ContainerTexts.environment(value, scope);
      case "args", "command" -> ContainerTexts.arguments(value, scope);
      case "params" -> Tekton.defaults(value, scope);
      case "taskRef", "pipelineRef" -> Tekton.bundle(value, scope);
      case "ref" -> Tekton.resolver(value, scope);
      default -> other(key, value, scope);
    }
  }

  private static void image(YamlNode value, YamlMapping around, Scope scope) {
    if (value instanceof YamlScalar scalar) {
      text(scalar, around, scope);
    } else if (value instanceof YamlMapping mapping) {
      Optional<YamlScalar> reference = mapping.scalar("reference");
      reference.ifPresent(text -> any(text, scope));
      mapping.scalar("url").ifPresent(text -> explicit(text, scope));
      if (reference.isEmpty()) {
        ValuesWalk.image(mapping, KIND, scope.place());
      }
    }
  }

  private static void text(YamlScalar image, YamlMapping around, Scope scope) {
    Optional<YamlScalar> tag =
        around
            .scalar("tag")
            .or(() -> around.scalar("version").filter(v -> scope.kind().group().equals(K0S)));
    if (tag.isEmpty() || isExplicit(image)) {
      if (!scope.kind().isMachine() || isExplicit(image)) {
        any(image, scope);
      }
    } else {
      split(image, tag.get(), scope);
    }
  }

  private static void imageName(YamlNode value, Scope scope) {
    if (value instanceof YamlScalar scalar) {
      if (scope.kind().group().equals(CNPG)) {
        any(scalar, scope);
      } else {
        explicit(scalar, scope);
      }
    }
  }

  private static void images(YamlNode value, Scope scope) {
    if (value instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> explicit(item, scope));
    }
  }

  // Before it had spec.image, the Prometheus operator put an image together from two keys.
  private static void baseImage(YamlNode value, YamlMapping around, Scope scope) {
    Optional<YamlScalar> tag = around.scalar("tag").or(() -> around.scalar("version"));
    boolean parted = scope.kind().group().equals(PROMETHEUS) && around.scalar("image").isEmpty();
    if (parted && tag.isPresent() && value instanceof YamlScalar image && !isExplicit(image)) {
      split(image, tag.get(), scope);
    } else {
      explicit(value, scope);
    }
  }

  private static void crossplane(YamlNode value, Scope scope) {
    if (scope.kind().group().equals(CROSSPLANE) && value instanceof YamlScalar scalar) {
      any(scalar, scope);
    }
  }

  /** A builder image of an OpenShift build, or what an image stream imports. */
  private static void imageStream(YamlNode value, Scope scope) {
    if (value instanceof YamlMapping from && ObjectKind.text(from, "kind").equals("DockerImage")) {
      from.scalar("name").ifPresent(name -> explicit(name, scope));
    }
  }

  private static void values(YamlNode value, Scope scope) {
    if (value instanceof YamlScalar text && text.value().indexOf('\n') >= 0) {
      NestedValues.find(text, scope.place());
    }
  }

  private static void other(String key, YamlNode value, Scope scope) {
    boolean output = isOutput(key);
    if (key.endsWith("Image") && !output) {
      if (value instanceof YamlMapping mapping) {
        ValuesWalk.image(mapping, KIND, scope.place());
      } else {
        explicit(value, scope);
      }
    }
  }

  private static void split(YamlScalar image, YamlScalar tag, Scope scope) {
    if (Collector.isText(image)) {
      ImageName.parse(image.value())
          .ifPresent(
              name ->
                  scope
                      .place()
                      .split(KIND, name, List.of(image), Optional.of(tag), Optional.empty(), null));
    }
  }

  /** Whether a name, in any style, says that something is pushed to what it names. */
  static boolean isOutput(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("output") || lower.contains("destination") || lower.contains("target");
  }

  /** A text that is a reference as long as it can be one. */
  static void any(YamlScalar scalar, Scope scope) {
    boolean truth =
        scalar.style().isPlain() && BOOLEANS.contains(scalar.value().toLowerCase(Locale.ROOT));
    if (!truth) {
      scope.place().reference(KIND, scalar);
    }
  }

  /** A text that is a reference for sure. */
  static void explicit(YamlNode node, Scope scope) {
    if (node instanceof YamlScalar scalar && isExplicit(scalar)) {
      scope.place().reference(KIND, scalar);
    }
  }

  private static boolean isExplicit(YamlScalar scalar) {
    return isExplicit(scalar.value());
  }

  /** Whether a text is a reference with a tag or a digest. */
  static boolean isExplicit(String text) {
    return (text.indexOf(':') >= 0 || text.indexOf('@') >= 0)
        && ImageReference.parse(text)
            .filter(reference -> reference.tag() != null || reference.digest() != null)
            .isPresent();
  }
}
