package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of a chart that are looked up by the ways to them, as Argo CD Image Updater writes those:
 * the whole way as one key, else {@code a.b[0].c}.
 *
 * @param out where places in there go
 * @param flat whether the whole way is the only key, as in Helm parameters
 */
record NamedValues(SiteKind kind, YamlMapping root, boolean flat, Collector out) {
  private static final Pattern STEP = Pattern.compile("([^\\[\\]]+)(?:\\[([0-9]{1,9})\\])?");

  static Optional<NamedValues> ofFile(YamlNode document, Collector out) {
    return document instanceof YamlMapping root
        ? Optional.of(new NamedValues(SiteKind.HELM_VALUES, root, false, out))
        : Optional.empty();
  }

  /** For each source of an Application, or of an ApplicationSet's template, what it gives. */
  static List<List<NamedValues>> ofApplication(YamlMapping object, Collector out) {
    Collector annotated = ForeignObjects.annotations(object, out).map(out::with).orElse(out);
    List<List<NamedValues>> sources = new ArrayList<>();
    for (YamlMapping source : ArgoCdFinder.sources(object)) {
      source.mapping("helm").ifPresent(helm -> sources.add(ofHelm(helm, annotated)));
    }
    return sources;
  }

  private static List<NamedValues> ofHelm(YamlMapping helm, Collector out) {
    List<NamedValues> all = new ArrayList<>();
    for (YamlNode item : helm.items("parameters")) {
      if (item instanceof YamlMapping parameter) {
        all.add(new NamedValues(SiteKind.ARGOCD, parameter, true, out));
      }
    }
    helm.mapping("valuesObject")
        .ifPresent(root -> all.add(new NamedValues(SiteKind.ARGOCD, root, false, out)));
    helm.scalar("values")
        .filter(Collector::isText)
        .flatMap(out::nested)
        .ifPresent(
            inner -> {
              for (YamlNode document : inner.documents()) {
                if (document instanceof YamlMapping root) {
                  all.add(new NamedValues(SiteKind.ARGOCD, root, false, inner.collector()));
                }
              }
            });
    return all;
  }

  Optional<YamlScalar> at(String way) {
    if (flat) {
      return root.scalar("name")
          .filter(name -> name.value().equals(way))
          .flatMap(name -> root.scalar("value"));
    }
    return root.scalar(way).or(() -> below(way));
  }

  private Optional<YamlScalar> below(String way) {
    Optional<YamlNode> here = Optional.of(root);
    for (String step : way.split("\\.", -1)) {
      here = here.flatMap(node -> step(node, step));
    }
    return here.filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
  }

  private static Optional<YamlNode> step(YamlNode node, String step) {
    Matcher parts = STEP.matcher(step);
    if (!(node instanceof YamlMapping mapping) || !parts.matches()) {
      return Optional.empty();
    }
    Optional<YamlNode> value = mapping.get(parts.group(1));
    String index = parts.group(2);
    return index == null ? value : value.flatMap(list -> item(list, Integer.parseInt(index)));
  }

  private static Optional<YamlNode> item(YamlNode list, int index) {
    return list instanceof YamlSequence sequence && index < sequence.items().size()
        ? Optional.of(sequence.items().get(index))
        : Optional.empty();
  }
}
