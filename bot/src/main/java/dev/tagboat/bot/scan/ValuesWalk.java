package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/** Images in the values of a Helm chart, wherever such values stand. */
final class ValuesWalk {
  /** What Keel reads: paths into the values, no images. */
  private static final String KEEL = "keel";

  private final ValuesImages images;
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ValuesWalk(ValuesImages images) {
    this.images = images;
  }

  /**
   * @param root of the values, any node
   */
  static void find(YamlNode root, SiteKind kind, Collector out) {
    KeelBlock.find(root, out);
    new ValuesWalk(new ValuesImages(kind, false)).walk(root, ValuesPath.ROOT, out);
  }

  /** As {@link #find}, for values that are a file of their own, beside which others may stand. */
  static void findInFile(YamlNode root, Collector out) {
    KeelBlock.find(root, out);
    new ValuesWalk(new ValuesImages(SiteKind.HELM_VALUES, true)).walk(root, ValuesPath.ROOT, out);
  }

  /** A value that is an image: one text, or a map of {@code registry, repository, tag, digest}. */
  static void image(YamlNode value, SiteKind kind, Collector out) {
    if (value instanceof YamlScalar scalar) {
      out.reference(kind, scalar);
    } else if (value instanceof YamlMapping mapping) {
      new ValuesImages(kind, false).map(mapping, ValuesPath.ROOT, out);
    }
  }

  private void walk(YamlNode node, ValuesPath path, Collector out) {
    if (node instanceof YamlScalar || !seen.add(node)) {
      return;
    }
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> walk(item, path.inList(), out));
    } else if (node instanceof YamlMapping mapping) {
      ValuesPath here = path.knowing(mapping);
      mapping
          .effective()
          .forEach(
              (key, entry) -> {
                if (!key.equals(KEEL)) {
                  entry(mapping, key, entry, here, below(key, entry.key(), out));
                }
              });
      DottedKeys.of(mapping).forEach(fields -> images.place(fields, here.inList(), false, out));
    }
  }

  // In flow style any number of keys may stand on one line: only those of images are asked.
  private static Collector below(String key, YamlNode node, Collector out) {
    boolean asked =
        !(node instanceof YamlScalar scalar && scalar.inFlow())
            || ValuesKeys.isImage(key)
            || ValuesKeys.isImages(key);
    return asked ? out.below(node) : out;
  }

  private void entry(
      YamlMapping around, String key, YamlMapping.Entry entry, ValuesPath path, Collector out) {
    ValuesPath below = path.at(key);
    if (ValuesKeys.isImage(key)) {
      atImage(around, key, entry.value(), below, out);
    } else if (ValuesKeys.isImages(key)) {
      atImages(entry.value(), below, false, out);
    } else if (entry.value() instanceof YamlScalar scalar) {
      named(around, key, scalar, below, out);
    } else if (entry.value() instanceof YamlMapping mapping && isImageMap(mapping, below)) {
      images.map(mapping, below, out);
    }
    walk(entry.value(), below, out);
  }

  private void atImage(
      YamlMapping around, String key, YamlNode value, ValuesPath path, Collector out) {
    if (value instanceof YamlScalar scalar) {
      images.scalar(around, key, scalar, path.inList(), out);
    } else if (value instanceof YamlMapping mapping) {
      images.map(mapping, path, out);
    }
  }

  // A list or a map of images, or a map of such maps.
  private void atImages(YamlNode value, ValuesPath path, boolean deep, Collector out) {
    if (value instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> listed(item, path.inList(), deep, out));
    } else if (value instanceof YamlMapping mapping) {
      ValuesPath here = path.knowing(mapping);
      mapping
          .effective()
          .forEach(
              (key, entry) ->
                  listed(entry.value(), here.at(key), deep, below(key, entry.key(), out)));
    }
  }

  private void listed(YamlNode node, ValuesPath path, boolean deep, Collector out) {
    images.listed(node, deep, out);
    if (node instanceof YamlMapping mapping) {
      images.map(mapping, path, out);
      if (!deep) {
        atImages(mapping, path, true, out);
      }
    }
  }

  private void named(
      YamlMapping around, String key, YamlScalar scalar, ValuesPath path, Collector out) {
    ValuesKeys.imageOfName(key)
        .or(() -> ofRepository(around, key))
        .map(image -> ImageFields.ofSiblings(around, image, scalar))
        .filter(ImageFields::hasVersion)
        .ifPresent(fields -> images.place(fields, path.inList(), false, out));
  }

  private static Optional<String> ofRepository(YamlMapping around, String key) {
    return ValuesKeys.imageOfRepository(key).filter(image -> around.get(image).isEmpty());
  }

  // Under any other key, more than a repository of anything would have.
  private static boolean isImageMap(YamlMapping mapping, ValuesPath path) {
    Optional<YamlScalar> repository = mapping.scalar("repository");
    return repository.isPresent()
        && mapping.scalar("tag").isPresent()
        && (mapping.scalar("pullPolicy").isPresent()
            || mapping.scalar("imagePullPolicy").isPresent()
            || mapping.scalar(ValuesKeys.REGISTRY).isPresent()
            || path.keys().contains(ValuesKeys.IMAGE)
            || ValuesKeys.isHosted(repository.get().value()));
  }
}
