package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;

/**
 * What Argo CD's {@code Application} and {@code ApplicationSet} set in what they deploy, and the
 * files {@code .argocd-source-NAME.yaml} beside it that set the same.
 */
final class ArgoCdFinder implements Finder {
  private static final String GROUP = "argoproj.io/";
  private static final String SET = "ApplicationSet";
  private static final Set<String> KINDS = Set.of("Application", SET);
  private static final String OVERRIDES = ".argocd-source";

  @Override
  public boolean takes(String path, YamlNode root) {
    return isOne(root) || (isOverrides(path) && root instanceof YamlMapping);
  }

  private static boolean isOverrides(String path) {
    return RepoPath.name(path).startsWith(OVERRIDES);
  }

  static boolean isOne(YamlNode root) {
    return root instanceof YamlMapping mapping
        && mapping.scalar("apiVersion").filter(v -> v.value().startsWith(GROUP)).isPresent()
        && mapping.scalar("kind").filter(kind -> KINDS.contains(kind.value())).isPresent();
  }

  @Override
  public void find(YamlNode root, Collector out) {
    if (isOne(root)) {
      ForeignObjects.emit((YamlMapping) root, out);
      find((YamlMapping) root, SiteKind.ARGOCD, out);
    } else {
      source((YamlMapping) root, SiteKind.ARGOCD, out);
    }
  }

  static void find(YamlMapping root, SiteKind kind, Collector collector) {
    Collector out =
        ForeignObjects.annotations(root, collector).map(collector::with).orElse(collector);
    Optional<YamlMapping> spec = root.mapping("spec");
    boolean set = root.scalar("kind").filter(text -> text.value().equals(SET)).isPresent();
    if (set) {
      spec.flatMap(s -> s.mapping("template"))
          .flatMap(template -> template.mapping("spec"))
          .ifPresent(application -> application(application, kind, out));
      spec.flatMap(s -> s.scalar("templatePatch"))
          .filter(text -> Collector.isText(text) && !Generated.is(text))
          .ifPresent(text -> patch(text, kind, out));
    } else {
      spec.ifPresent(application -> application(application, kind, out));
    }
  }

  private static void patch(YamlScalar text, SiteKind kind, Collector out) {
    out.nested(text)
        .ifPresent(
            inner -> {
              for (YamlNode document : inner.documents()) {
                if (document instanceof YamlMapping template) {
                  template
                      .mapping("spec")
                      .ifPresent(spec -> application(spec, kind, inner.collector()));
                }
              }
            });
  }

  private static void application(YamlMapping spec, SiteKind kind, Collector out) {
    spec.mapping("source").ifPresent(source -> source(source, kind, out));
    for (YamlNode item : spec.items("sources")) {
      if (item instanceof YamlMapping source) {
        source(source, kind, out);
      }
    }
  }

  private static void source(YamlMapping source, SiteKind kind, Collector out) {
    source.mapping("kustomize").ifPresent(kustomize -> kustomize(kustomize, kind, out));
    source.mapping("helm").ifPresent(helm -> new HelmParameters(kind, helm, out).find());
  }

  private static void kustomize(YamlMapping kustomize, SiteKind kind, Collector out) {
    for (YamlNode item : kustomize.items("images")) {
      if (item instanceof YamlScalar image && Collector.isText(image) && !Generated.is(image)) {
        // name[:tag][@digest], or old=new[:tag][@digest]; names hold no equals sign.
        out.reference(kind, image, image.value().indexOf('=') + 1, image.value().length());
      }
    }
    Patches.find(kustomize.items("patches"), kind, out);
  }
}
