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
  private final boolean linked;
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ValuesWalk(SiteKind kind, boolean linked) {
    this.images = new ValuesImages(kind, linked);
    this.linked = linked;
  }

  /**
   * @param root of the values, any node
   */
  static void find(YamlNode root, SiteKind kind, Collector out) {
    KeelBlock.find(root, out);
    new ValuesWalk(kind, false).walk(root, ValuesPath.ROOT, out);
  }

  /** As {@link #find}, for values that are a file of their own, beside which others may stand. */
  static void findInFile(YamlNode root, Collector out) {
    KeelBlock.find(root, out);
    ValuesWalk walk = new ValuesWalk(SiteKind.HELM_VALUES, true);
    walk.alone(root, ValuesPath.ROOT, out);
    walk.walk(root, ValuesPath.ROOT, out);
    registry(root, out);
  }

  private static void registry(YamlNode root, Collector out) {
    if (root instanceof YamlMapping values) {
      GlobalRegistry global = GlobalRegistry.NONE.inside(values);
      if (!global.equals(GlobalRegistry.NONE)) {
        Link.NameParts parts = global.parts(null, Optional.empty());
        out.link(new Link.ValuesRegistry(out.path(), out.position(values), parts));
      }
    }
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
    alone(entry.value(), below, out);
    if (ValuesKeys.isImage(key)) {
      atImage(around, key, entry.value(), path, out);
    } else if (ValuesKeys.isImages(key)) {
      atImages(entry.value(), below, false, out);
    } else if (entry.value() instanceof YamlScalar scalar) {
      named(around, key, scalar, path, out);
    } else if (entry.value() instanceof YamlMapping mapping && isImageMap(mapping, below)) {
      images.map(mapping, below, out);
    }
    walk(entry.value(), below, out);
  }

  private void atImage(
      YamlMapping around, String key, YamlNode value, ValuesPath path, Collector out) {
    if (value instanceof YamlScalar scalar) {
      images.scalar(around, key, scalar, path, out);
    } else if (value instanceof YamlMapping mapping) {
      images.map(mapping, path.at(key), out);
    }
  }

  // What an alias repeats belongs to other places of other files.
  private void alone(YamlNode node, ValuesPath path, Collector out) {
    if (linked && node instanceof YamlMapping mapping) {
      LoneTags.find(mapping, path.knowing(mapping), out);
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
        .ifPresent(fields -> images.place(fields, path, false, out));
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
