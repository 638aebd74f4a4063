package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.RegularExpression;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which Applications a reference in an {@code ImageUpdater} means: {@code namePattern}, a glob, and
 * {@code labelSelectors}, as Kubernetes understands them.
 *
 * @param fields of the ImageUpdater
 * @param path of the reference
 */
record ApplicationSelector(Map<String, String> fields, String path) {
  private static final Pattern GLOB_PART = Pattern.compile("\\*|\\?|\\[[^\\]]+]|[^*?\\[]+|\\[");

  boolean selects(Application application) {
    String namespace = fields.get("spec.namespace");
    @Nullable String own = application.object().namespace();
    return application.object().kind().equals("Application")
        && (namespace == null || own == null || own.equals(namespace))
        && matches(fields.getOrDefault(path + ".namePattern", ""), application.object().name())
        && labelled(application.labels());
  }

  /** A shell glob: {@code *}, {@code ?} and sets in brackets. */
  private static boolean matches(String glob, String name) {
    String expression =
        GLOB_PART
            .matcher(glob)
            .replaceAll(
                part -> {
                  String text = part.group();
                  String meant =
                      switch (text.charAt(0)) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        case '[' ->
                            text.length() == 1
                                ? "\\\\["
                                : text.replace("\\", "\\\\").replace("[!", "[^");
                        default -> Pattern.quote(text);
                      };
                  return Matcher.quoteReplacement(meant);
                });
    try {
      return RegularExpression.compile(expression).matcher(name).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean labelled(Map<String, String> labels) {
    String selector = path + ".labelSelectors.";
    boolean equal =
        ObjectFields.below(fields, selector + "matchLabels.").entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    return equal
        && ObjectFields.items(fields, selector + "matchExpressions").stream()
            .allMatch(expression -> holds(expression, labels));
  }

  private boolean holds(String expression, Map<String, String> labels) {
    @Nullable String value = labels.get(fields.getOrDefault(expression + ".key", ""));
    List<String> values = ObjectFields.list(fields, expression + ".values");
    return switch (fields.getOrDefault(expression + ".operator", "")) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
