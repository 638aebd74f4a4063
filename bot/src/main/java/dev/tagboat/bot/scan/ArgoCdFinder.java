package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Argo CD's {@code Application} and {@code ApplicationSet} set in what they deploy, and the
 * files {@code .argocd-source-NAME.yaml} beside it that set the same.
 */
final class ArgoCdFinder implements Finder {
  private static final String GROUP = "argoproj.io/";
  private static final String SET = "ApplicationSet";
  private static final Set<String> KINDS = Set.of("Application", SET);

  /** How deep generators may stand in each other, which is more than Argo CD takes. */
  private static final int GENERATORS = 3;

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
    sources(root).forEach(source -> source(source, kind, out));
    if (isSet(root)) {
      root.mapping("spec")
          .flatMap(spec -> spec.scalar("templatePatch"))
          .filter(text -> Collector.isText(text) && !Generated.is(text))
          .ifPresent(text -> patch(text, kind, out));
    }
  }

  private static boolean isSet(YamlMapping root) {
    return root.scalar("kind").filter(text -> text.value().equals(SET)).isPresent();
  }

  /** What an Application, or the template of an ApplicationSet, deploys from. */
  static List<YamlMapping> sources(YamlMapping root) {
    Optional<YamlMapping> spec = root.mapping("spec");
    Stream<YamlMapping> specs =
        isSet(root) ? spec.stream().flatMap(s -> templated(s, 0)) : spec.stream();
    return specs.flatMap(s -> sourcesOf(s).stream()).toList();
  }

  // A generator may have a template of its own, which is merged over the one of the set; those of
  // matrix and merge hold generators in turn.
  private static Stream<YamlMapping> templated(YamlMapping holder, int depth) {
    Stream<YamlMapping> own =
        holder.mapping("template").flatMap(template -> template.mapping("spec")).stream();
    if (depth == GENERATORS) {
      return own;
    }
    Stream<YamlMapping> inner =
        holder.items("generators").stream()
            .flatMap(item -> item instanceof YamlMapping all ? all.entries().stream() : Stream.of())
            .map(YamlMapping.Entry::value)
            .filter(YamlMapping.class::isInstance)
            .flatMap(generator -> templated((YamlMapping) generator, depth + 1));
    return Stream.concat(own, inner);
  }

  private static void patch(YamlScalar text, SiteKind kind, Collector out) {
    out.nested(text)
        .ifPresent(
            inner -> {
              for (YamlNode document : inner.documents()) {
                if (document instanceof YamlMapping template) {
                  template
                      .mapping("spec")
                      .map(ArgoCdFinder::sourcesOf)
                      .ifPresent(all -> all.forEach(s -> source(s, kind, inner.collector())));
                }
              }
            });
  }

  private static List<YamlMapping> sourcesOf(YamlMapping spec) {
    List<YamlMapping> all = new ArrayList<>();
    spec.mapping("source").ifPresent(all::add);
    for (YamlNode item : spec.items("sources")) {
      if (item instanceof YamlMapping source) {
        all.add(source);
      }
    }
    return all;
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
