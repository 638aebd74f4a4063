package dev.tagboat.applier.config;

/**
 * What to do about drift of some objects.
 *
 * @param path of the file that says what they should be, from the root of the repo: {@code *} is
 *     any text within a name, {@code **} also over folders
 * @param kind such as {@code Deployment} or {@code Deployment.apps}; {@code *} for all
 * @param namespace with {@code *} for any text
 * @param name with {@code *} for any text
 */
public record DriftRule(
    String path, String kind, String namespace, String name, DriftConfig.Mode mode) {

  /** Whether the rule is about that object. */
  public boolean covers(
      String file, String itsKind, String itsGroup, String itsNamespace, String itsName) {
    return Globs.matchesPath(path, file)
        && (Globs.matches(kind, itsKind) || Globs.matches(kind, itsKind + "." + itsGroup))
        && Globs.matches(namespace, itsNamespace)
        && Globs.matches(name, itsName);
  }
}
