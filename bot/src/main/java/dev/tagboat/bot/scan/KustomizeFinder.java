package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Kustomizations and components: their images, patches and inline chart values. */
final class KustomizeFinder implements Finder {
  private static final String GROUP = "kustomize.config.k8s.io/";
  private static final String COMPONENT = "Component";
  private static final Set<String> KINDS = Set.of("Kustomization", COMPONENT);

  // Others may be called so too; whose they are, their apiVersion says.
  @Override
  public boolean takes(String path, YamlNode root) {
    String version = text(root, "apiVersion");
    return version.startsWith(GROUP)
        || (Kustomizations.isNamed(path) && !FluxFinder.isOne(root) && !isBlank(root));
  }

  private static boolean isBlank(YamlNode root) {
    return root instanceof YamlScalar scalar && scalar.isNull();
  }

  @Override
  public void find(YamlNode root, Collector out) {
    String kind = text(root, "kind");
    String version = text(root, "apiVersion");
    if (root instanceof YamlMapping mapping
        && (kind.isEmpty() || KINDS.contains(kind))
        && (version.isEmpty() || version.startsWith(GROUP))) {
      kustomization(mapping, kind.equals(COMPONENT), out);
    } else {
      out.note(
          out.position(root),
          "kustomize takes this file for a kustomization, and this is none: "
              + (root instanceof YamlMapping
                  ? "its kind or apiVersion is another's"
                  : "it must be a mapping")
              + ". It was left alone.");
    }
  }

  private static void kustomization(YamlMapping root, boolean component, Collector out) {
    List<Link.ImageOverride> images =
        ImageEntries.find(root.items("images"), SiteKind.KUSTOMIZE, out);
    List<YamlNode> merges = root.items("patchesStrategicMerge");
    List<YamlNode> patches =
        Stream.of("patches", "patchesJson6902").flatMap(k -> root.items(k).stream()).toList();
    Patches.find(patches, SiteKind.KUSTOMIZE, out);
    merges.stream()
        .filter(merge -> !isPath(merge))
        .forEach(merge -> Patches.text(merge, SiteKind.KUSTOMIZE, out));
    charts(root, out);
    List<YamlNode> files = new ArrayList<>(merges.stream().filter(m -> isPath(m)).toList());
    patches.stream().flatMap(patch -> at(patch, "path").stream()).forEach(files::add);
    link(root, component, images, files, out);
    patches.forEach(patch -> target(patch, out));
  }

  private static void target(YamlNode patch, Collector out) {
    Optional<YamlNode> path = at(patch, "path");
    Optional<String> object =
        at(patch, "target")
            .flatMap(
                target ->
                    target instanceof YamlMapping mapping
                        ? Optional.of(Containers.object(mapping))
                        : Optional.empty());
    if (path.isPresent() && object.isPresent()) {
      Kustomizations.paths(out.path(), List.of(path.get()))
          .forEach(
              patched ->
                  out.link(
                      new Link.PatchTarget(
                          out.path(), out.position(patch), patched, object.get())));
    }
  }

  private static void charts(YamlMapping root, Collector out) {
    for (YamlNode chart : root.items("helmCharts")) {
      if (chart instanceof YamlMapping mapping) {
        mapping
            .get("valuesInline")
            .ifPresent(values -> ValuesWalk.find(values, SiteKind.KUSTOMIZE, out));
      }
    }
  }

  private static void link(
      YamlMapping root,
      boolean component,
      List<Link.ImageOverride> images,
      List<YamlNode> patches,
      Collector out) {
    List<YamlNode> resources = new ArrayList<>(root.items("resources"));
    resources.addAll(root.items("bases"));
    out.link(
        new Link.Kustomization(
            out.path(),
            out.position(root),
            component,
            Kustomizations.paths(out.path(), resources),
            Kustomizations.paths(out.path(), root.items("components")),
            images,
            Kustomizations.paths(out.path(), patches)));
  }

  // Kustomize takes an item that it cannot open as a file for the patch itself.
  private static boolean isPath(YamlNode merge) {
    return merge instanceof YamlScalar scalar
        && scalar.value().indexOf('\n') < 0
        && !scalar.value().contains(": ")
        && !scalar.value().contains("{");
  }

  private static Optional<YamlNode> at(YamlNode node, String key) {
    return node instanceof YamlMapping mapping ? mapping.get(key) : Optional.empty();
  }

  private static String text(YamlNode root, String key) {
    return root instanceof YamlMapping mapping
        ? mapping.scalar(key).map(YamlScalar::value).orElse("")
        : "";
  }
}
