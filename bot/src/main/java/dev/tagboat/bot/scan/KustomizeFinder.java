package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code images} of a kustomization or component: {@code name, newName, newTag, digest}. */
final class KustomizeFinder implements Finder {
  private static final Set<String> FILES =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private static final String TAG = "newTag";

  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping
        && (FILES.contains(path.substring(path.lastIndexOf('/') + 1))
            || mapping
                .scalar("apiVersion")
                .filter(version -> version.value().startsWith("kustomize.config.k8s.io/"))
                .isPresent());
  }

  @Override
  public void find(YamlNode root, Collector out) {
    images(((YamlMapping) root).items("images"), SiteKind.KUSTOMIZE, out);
  }

  /** A list of {@code name, newName, newTag, digest}. */
  static void images(List<YamlNode> items, SiteKind kind, Collector out) {
    boolean quoted =
        items.stream()
            .flatMap(item -> item instanceof YamlMapping m ? m.scalar(TAG).stream() : Stream.of())
            .anyMatch(tag -> !tag.style().isPlain());
    for (YamlNode item : items) {
      if (item instanceof YamlMapping entry) {
        find(entry, quoted, kind, out);
      }
    }
  }

  // What runs is the new name; an entry without one only moves the tag of the old name.
  private static void find(YamlMapping entry, boolean quoted, SiteKind kind, Collector out) {
    Optional<YamlScalar> named = entry.scalar("newName").or(() -> entry.scalar("name"));
    if (named.filter(Collector::isText).isEmpty()) {
      return;
    }
    YamlScalar name = named.get();
    Optional<ImageName> image = ImageName.parse(name.value());
    if (image.isPresent()) {
      out.split(
          kind,
          image.get(),
          List.of(name),
          entry.scalar(TAG),
          entry.scalar("digest"),
          slot(entry, name, quoted, out));
    }
  }

  private static @Nullable Slot slot(
      YamlMapping entry, YamlScalar name, boolean quoted, Collector out) {
    boolean own = entry.entries().stream().anyMatch(e -> e.value() == name);
    boolean free = entry.get(TAG).isEmpty() && entry.get("digest").isEmpty();
    return own && free && out.isOutermost() ? new Slot(name.start(), TAG, quoted) : null;
  }
}
