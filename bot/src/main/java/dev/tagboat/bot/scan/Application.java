package dev.tagboat.bot.scan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An Argo CD {@code Application}, or the template of an {@code ApplicationSet}: which files of the
 * repo it deploys from.
 *
 * @param directories of its sources, relative to the repo's root
 * @param files its own, and the values files that it names
 */
public record Application(Link.ForeignObject object, Set<String> directories, Set<String> files) {
  private static final String VALUES = "helmvalues";
  private static final String KUSTOMIZATION = "kustomization:";

  private static final Pattern PATH =
      Pattern.compile("(?:spec\\.template\\.)?(spec\\.sources?(?:\\[\\d+])?)\\.path");

  private static final Pattern VALUES_FILE =
      Pattern.compile(
          "((?:spec\\.template\\.)?spec\\.sources?(?:\\[\\d+])?)\\.helm\\.valueFiles\\[\\d+]");

  public Application {
    directories = Set.copyOf(directories);
    files = Set.copyOf(files);
  }

  public static boolean isOne(Link.ForeignObject object) {
    return object.kind().equals("Application") || object.kind().equals("ApplicationSet");
  }

  static Application of(Link.ForeignObject object) {
    Set<String> directories = new HashSet<>();
    Set<String> files = new HashSet<>();
    files.add(object.file());
    object
        .fields()
        .forEach(
            (key, value) -> {
              Matcher values = VALUES_FILE.matcher(key);
              if (PATH.matcher(key).matches()) {
                RepoPath.resolve("", value).ifPresent(directories::add);
              } else if (values.matches()) {
                file(value, object.fields().get(values.group(1) + ".path")).ifPresent(files::add);
              }
            });
    return new Application(object, directories, files);
  }

  // $name/… starts at the root of the source that is called so; others start at the chart.
  private static Optional<String> file(String value, @Nullable String chart) {
    if (value.startsWith("$")) {
      return RepoPath.resolve("", value.substring(value.indexOf('/') + 1));
    }
    if (value.startsWith("/")) {
      return RepoPath.resolve("", value.substring(1));
    }
    return chart == null ? Optional.empty() : RepoPath.resolve(chart, value);
  }

  /**
   * The same with the file that Argo CD Image Updater writes to.
   *
   * @param target {@code helmvalues:PATH} or {@code kustomization:PATH}; null for none
   */
  Application writingTo(@Nullable String target) {
    Set<String> more = new HashSet<>(files);
    more.addAll(valuesFiles(target));
    Set<String> wider = new HashSet<>(directories);
    if (target != null && target.startsWith(KUSTOMIZATION)) {
      wider.addAll(resolved(target.substring(KUSTOMIZATION.length())));
    }
    return new Application(object, wider, more);
  }

  /**
   * The values files that Argo CD Image Updater writes to.
   *
   * @param target as in {@link #writingTo}; {@code helmvalues} alone is {@code values.yaml} where
   *     the chart is
   */
  Set<String> valuesFiles(@Nullable String target) {
    if (target == null || !target.startsWith(VALUES)) {
      return Set.of();
    }
    String path = target.substring(VALUES.length());
    return path.isEmpty()
        ? resolved("values.yaml")
        : path.startsWith(":") ? resolved(path.substring(1)) : Set.of();
  }

  private Set<String> resolved(String path) {
    return (directories.isEmpty() ? Set.of("") : directories)
        .stream().flatMap(from -> file(path, from).stream()).collect(Collectors.toSet());
  }

  /** Whether it gives values of a chart itself. */
  boolean hasValues() {
    return object.fields().keySet().stream().anyMatch(key -> key.contains(".helm."));
  }

  /** The annotations by their full keys; of an ApplicationSet, those of its template. */
  Map<String, String> annotations() {
    return ObjectFields.below(object.fields(), prefix() + "metadata.annotations.");
  }

  Map<String, String> labels() {
    return ObjectFields.below(object.fields(), prefix() + "metadata.labels.");
  }

  private String prefix() {
    return object.kind().equals("ApplicationSet") ? "spec.template." : "";
  }

  /**
   * How near it is to a file: the more parts the directory has that both have in common, the
   * nearer; files that it names are nearest.
   *
   * @return negative when it does not deploy from there
   */
  public int nearness(String file) {
    if (files.contains(file)) {
      return Integer.MAX_VALUE;
    }
    return directories.stream()
        .filter(directory -> directory.isEmpty() || file.startsWith(directory + "/"))
        .mapToInt(
            directory -> List.of(directory.split("/", -1)).size() - (directory.isEmpty() ? 1 : 0))
        .max()
        .orElse(-1);
  }
}
