package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images of the services of a Compose file. A service that is built names with its {@code image}
 * what the build gives, so that is no place.
 */
final class ComposeFinder implements Finder {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:docker-compose[^/]*|compose(?:[-._0-9][^/]*)?|[^/]*\\.(?:docker-)?compose"
              + "|docker-stack[^/]*)\\.ya?ml",
          Pattern.CASE_INSENSITIVE);

  private static final String SERVICES = "services";
  private static final String IMAGE = "image";
  private static final String BUILD = "build";

  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping
        && mapping.get("apiVersion").isEmpty()
        && (FILE.matcher(path).matches() || hasServices(mapping));
  }

  /** Whether a file can be one by its name: any can whose services say so. */
  static boolean isYaml(String path) {
    return path.endsWith(".yaml") || path.endsWith(".yml");
  }

  private static boolean hasServices(YamlMapping root) {
    return root.mapping(SERVICES).stream()
        .flatMap(services -> services.effective().values().stream())
        .anyMatch(
            entry ->
                entry.value() instanceof YamlMapping service
                    && (service.scalar(IMAGE).isPresent() || service.get(BUILD).isPresent()));
  }

  // The first version of the format had its services at the top.
  @Override
  public void find(YamlNode root, Collector out) {
    YamlMapping mapping = (YamlMapping) root;
    Map<String, YamlMapping.Entry> services =
        mapping.get(SERVICES).isEmpty()
            ? mapping.effective()
            : mapping.mapping(SERVICES).map(YamlMapping::effective).orElse(Map.of());
    services.forEach(
        (name, entry) -> {
          if (entry.value() instanceof YamlMapping service && !name.startsWith("x-")) {
            service(service, out.below(entry.key()));
          }
        });
  }

  private static void service(YamlMapping service, Collector out) {
    boolean built = service.get(BUILD).filter(build -> !isReset(build)).isPresent();
    YamlMapping.Entry image = service.effective().get(IMAGE);
    if (!built && image != null && image.value() instanceof YamlScalar scalar) {
      reference(scalar, out.below(image.key()));
    }
    for (YamlNode volume : service.items("volumes")) {
      if (volume instanceof YamlMapping mount
          && mount.scalar("type").filter(type -> type.value().equals(IMAGE)).isPresent()) {
        mount.scalar("source").ifPresent(source -> reference(source, out));
      }
    }
  }

  // "!reset" in a file takes out what an earlier file says.
  private static boolean isReset(YamlNode build) {
    return build instanceof YamlScalar scalar && scalar.hasForeignTag();
  }

  // Blocks have a line end at their end, which Compose does not mind.
  private static void reference(YamlScalar scalar, Collector out) {
    if (!Collector.isText(scalar)) {
      return;
    }
    String value = scalar.value();
    if (value.indexOf('$') < 0) {
      int start = value.length() - value.stripLeading().length();
      out.reference(SiteKind.COMPOSE, scalar, start, value.stripTrailing().length());
      return;
    }
    List<Hint> hints =
        Stream.concat(out.markers().hint(scalar).stream(), out.hints().stream()).toList();
    out.link(
        new Link.Interpolation(
            out.path(), out.position(scalar), value, out.way(scalar), hints, out.aliases(scalar)));
  }
}
