package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.List;
import java.util.regex.Pattern;

/** What Tekton keeps in images beside its steps: bundles of tasks, and defaults of parameters. */
final class Tekton {
  private static final Pattern BUILDER =
      Pattern.compile(".*[_-](?:image|IMAGE)|.*[a-z0-9]Image", Pattern.DOTALL);

  private Tekton() {}

  /** A reference to a task or pipeline; where it has a resolver, Tekton ignores {@code bundle}. */
  static void bundle(YamlNode value, Scope scope) {
    if (value instanceof YamlMapping reference) {
      if (reference.get("resolver").isPresent()) {
        resolver(value, scope);
      } else {
        reference.scalar("bundle").ifPresent(text -> ImageKeys.any(text, scope));
      }
    }
  }

  /** {@code resolver: bundles} with its parameter {@code bundle}. */
  static void resolver(YamlNode value, Scope scope) {
    if (value instanceof YamlMapping reference
        && ObjectKind.text(reference, "resolver").equals("bundles")) {
      for (YamlNode item : reference.items("params")) {
        if (item instanceof YamlMapping param && ObjectKind.text(param, "name").equals("bundle")) {
          param.scalar("value").ifPresent(text -> ImageKeys.any(text, scope));
        }
      }
    }
  }

  /**
   * Parameters such as {@code BUILDER_IMAGE} with a default. One that is just {@code IMAGE} is by
   * custom what the task builds.
   */
  static void defaults(YamlNode params, Scope scope) {
    List<YamlNode> items = params instanceof YamlSequence sequence ? sequence.items() : List.of();
    for (YamlNode item : items) {
      if (item instanceof YamlMapping param) {
        param
            .scalar("default")
            .filter(text -> isBuilder(ObjectKind.text(param, "name")))
            .ifPresent((YamlScalar text) -> ImageKeys.explicit(text, scope));
      }
    }
  }

  private static boolean isBuilder(String name) {
    return BUILDER.matcher(name).matches() && !ImageKeys.isOutput(name);
  }
}
