package dev.tagboat.applier.config;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Fields that others may change.
 *
 * @param kind such as {@code Deployment} or {@code Deployment.apps}; {@code *} for all
 * @param namespace with {@code *} for any text
 * @param name with {@code *} for any text
 * @param pointers JSON pointers (RFC 6901), each beginning with a slash
 * @param managers field managers whose fields are left alone wherever they are
 */
public record IgnoreRule(
    String kind, String namespace, String name, List<String> pointers, List<String> managers) {
  public IgnoreRule {
    pointers = List.copyOf(pointers);
    managers = List.copyOf(managers);
  }

  /** Whether the rule is about that object. */
  public boolean covers(String itsKind, String itsGroup, String itsNamespace, String itsName) {
    return (glob(kind, itsKind) || glob(kind, itsKind + "." + itsGroup))
        && glob(namespace, itsNamespace)
        && glob(name, itsName);
  }

  private static boolean glob(String pattern, String text) {
    String regex =
        Arrays.stream(pattern.split("\\*+", -1)).map(Pattern::quote).collect(joining(".*"));
    return text.matches(regex);
  }
}
