package dev.tagboat.applier.config;

import java.util.List;

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
    return (Globs.matches(kind, itsKind) || Globs.matches(kind, itsKind + "." + itsGroup))
        && Globs.matches(namespace, itsNamespace)
        && Globs.matches(name, itsName);
  }
}
