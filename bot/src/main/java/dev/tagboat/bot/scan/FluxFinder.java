package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of Flux, version 1 and 2, that hold images of what they deploy. */
final class FluxFinder implements Finder {
  private static final String RELEASE = "HelmRelease";
  private static final String OCI = "oci://";

  /** The groups of each kind, by the starts of {@code apiVersion}. */
  private static final Map<String, String> GROUPS =
      Map.of(
          RELEASE,
          "helm.toolkit.fluxcd.io/",
          "Kustomization",
          "kustomize.toolkit.fluxcd.io/",
          "OCIRepository",
          "source.toolkit.fluxcd.io/",
          "FluxHelmRelease",
          "helm.integrations.flux.weave.works/");

  private static final String RELEASE_OF_1 = "helm.fluxcd.io/";
  private static final String RELEASE_OF_EARLY_1 = "flux.weave.works/";

  @Override
  public boolean takes(String path, YamlNode root) {
    return isOne(root);
  }

  @Override
  public void find(YamlNode root, Collector out) {
    find((YamlMapping) root, SiteKind.FLUX, out);
  }

  // A part of a release that is merged into it may say its kind only.
  static boolean isOne(YamlNode root) {
    String kind = text(root, "kind");
    String version = text(root, "apiVersion");
    boolean release =
        kind.equals(RELEASE)
            && (version.isEmpty()
                || version.startsWith(RELEASE_OF_1)
                || version.startsWith(RELEASE_OF_EARLY_1));
    String group = GROUPS.get(kind);
    return release || (group != null && version.startsWith(group));
  }

  private static String text(YamlNode root, String key) {
    return root instanceof YamlMapping mapping
        ? mapping.scalar(key).map(YamlScalar::value).orElse("")
        : "";
  }

  static void find(YamlMapping root, SiteKind kind, Collector collector) {
    Optional<YamlMapping> spec = root.mapping("spec");
    if (spec.isEmpty()) {
      return;
    }
    Collector out =
        ForeignObjects.annotations(root, collector).map(collector::with).orElse(collector);
    switch (text(root, "kind")) {
      case "Kustomization" -> kustomization(spec.get(), kind, out);
      case "OCIRepository" -> repository(spec.get(), kind, out);
      default -> {
        spec.get()
            .get("values")
            .ifPresent(values -> FluxV1Places.find(root, values, kind, collector));
        release(spec.get(), kind, out);
      }
    }
  }

  private static void kustomization(YamlMapping spec, SiteKind kind, Collector out) {
    ImageEntries.find(spec.items("images"), kind, out);
    Patches.find(spec.items("patches"), kind, out);
    Patches.find(spec.items("patchesJson6902"), kind, out);
    spec.items("patchesStrategicMerge").forEach(patch -> Patches.text(patch, kind, out));
  }

  private static void release(YamlMapping spec, SiteKind kind, Collector out) {
    spec.get("values").ifPresent(values -> ValuesWalk.find(values, kind, out));
    for (YamlNode renderer : spec.items("postRenderers")) {
      if (renderer instanceof YamlMapping mapping) {
        mapping.mapping("kustomize").ifPresent(inner -> kustomization(inner, kind, out));
      }
    }
  }

  // Of several keys in ref Flux takes digest, then semver, then tag.
  private static void repository(YamlMapping spec, SiteKind kind, Collector out) {
    Optional<YamlScalar> url = spec.scalar("url").filter(text -> text.value().startsWith(OCI));
    Optional<YamlMapping> ref = spec.mapping("ref");
    if (url.isEmpty() || ref.isEmpty()) {
      return;
    }
    Optional<YamlScalar> digest = ref.get().scalar("digest").filter(Collector::isText);
    boolean range = ref.get().scalar("semver").filter(Collector::isText).isPresent();
    Optional<YamlScalar> tag =
        ref.get()
            .scalar("tag")
            .filter(Collector::isText)
            .filter(text -> !range && !Generated.is(text));
    if (tag.isPresent() || digest.isPresent()) {
      String name = url.get().value().substring(OCI.length());
      ImageName.parse(name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
          .ifPresent(image -> out.split(kind, image, List.of(url.get()), tag, digest, null));
    }
  }
}
