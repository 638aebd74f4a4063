package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images that a container is told to run others with: in its environment and its arguments. */
final class ContainerTexts {
  /** The convention of the Operator Lifecycle Manager. */
  private static final String RELATED = "RELATED_IMAGE_";

  private static final Pattern VARIABLE = Pattern.compile("(?:.*_)?IMAGE");

  private static final Pattern ARGUMENT =
      Pattern.compile("--?((?:[a-z0-9]++[-.])*+[a-z0-9]*?(?:image|reloader))=(.*)");

  private ContainerTexts() {}

  /** Variables, as a list of {@code name, value} or by their names. */
  static void environment(YamlNode env, Scope scope) {
    Map<String, YamlScalar> variables = new TreeMap<>();
    if (env instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlMapping variable) {
          String name = ObjectKind.text(variable, "name");
          variable.scalar("value").ifPresent(value -> variables.put(name, value));
        }
      }
    } else if (env instanceof YamlMapping mapping) {
      mapping.effective().forEach((name, e) -> add(name, e.value(), variables));
    }
    // Who marks images by the prefix says that the others are none of theirs.
    boolean marked = variables.keySet().stream().anyMatch(name -> name.startsWith(RELATED));
    variables.forEach(
        (name, value) -> {
          if (marked ? name.startsWith(RELATED) : isImage(name)) {
            ImageKeys.explicit(value, scope);
          }
        });
  }

  private static void add(String name, YamlNode value, Map<String, YamlScalar> variables) {
    if (value instanceof YamlScalar scalar) {
      variables.put(name, scalar);
    }
  }

  private static boolean isImage(String name) {
    return VARIABLE.matcher(name).matches() && !ImageKeys.isOutput(name);
  }

  /** {@code --some-image=reference}. */
  static void arguments(YamlNode arguments, Scope scope) {
    List<YamlNode> items =
        arguments instanceof YamlSequence sequence ? sequence.items() : List.of();
    for (YamlNode item : items) {
      if (item instanceof YamlScalar argument && argument.value().startsWith("-")) {
        argument(argument, scope);
      }
    }
  }

  // Without a slash it could be host:port as well.
  private static void argument(YamlScalar argument, Scope scope) {
    Matcher matcher = ARGUMENT.matcher(argument.value());
    if (matcher.matches()
        && !ImageKeys.isOutput(matcher.group(1))
        && matcher.group(2).indexOf('/') > 0
        && ImageKeys.isExplicit(matcher.group(2))) {
      scope.place().reference(SiteKind.KUBERNETES, argument, matcher.start(2), matcher.end(2));
    }
  }
}
