package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.yaml.YamlConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Adds a config repo to a configuration, and leaves every byte of it where it is. */
public final class ConfigExtension {
  private static final Pattern KEY = Pattern.compile("(?m)^repositories:[ \t]*(#.*)?\r?$");
  private static final Pattern ITEM =
      Pattern.compile("\\A\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?<indent> *)- ");

  private ConfigExtension() {}

  /**
   * Whether there is a config repo of this URL already; {@code .git} and a slash at the end do not
   * matter.
   *
   * @throws UserFault when the text is no configuration
   */
  public static boolean hasRepository(String text, String file, String url) {
    return repositories(document(text, file)).stream()
        .anyMatch(entry -> bare(entry.url()).equals(bare(url)));
  }

  private static String bare(String url) {
    return url.replaceAll("(\\.git)?/*$", "");
  }

  /**
   * The configuration with one more entry of {@code repositories}.
   *
   * @param entry its lines without indentation; the first begins with {@code - }
   * @return empty when it is written in a way that only a person can extend
   * @throws UserFault when the text is no configuration
   */
  public static Optional<String> withRepository(String text, String file, List<String> entry) {
    ConfigDocument before = document(text, file);
    String more = inserted(text, entry);
    YamlConfig.Reading<ConfigDocument> reading = read(more);
    ConfigDocument after = reading.value();
    if (after == null || !reading.problems().isEmpty()) {
      return Optional.empty();
    }
    List<ConfigDocument.RepositoryEntry> all = new ArrayList<>(repositories(after));
    boolean one = all.size() == repositories(before).size() + 1;
    return one && all.containsAll(repositories(before)) && same(before, after)
        ? Optional.of(more)
        : Optional.empty();
  }

  private static boolean same(ConfigDocument before, ConfigDocument after) {
    return without(before).equals(without(after));
  }

  private static ConfigDocument without(ConfigDocument all) {
    return new ConfigDocument(
        all.listen(),
        all.publicUrl(),
        all.database(),
        all.hooks(),
        all.registries(),
        null,
        all.polls(),
        all.clusters(),
        all.alerts(),
        all.adminToken(),
        all.adminTokenFile(),
        all.readerToken(),
        all.readerTokenFile(),
        all.signIn(),
        all.limits(),
        all.trustedProxies(),
        all.data(),
        all.sigstore());
  }

  private static String inserted(String text, List<String> entry) {
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      String closed = text.isEmpty() || text.endsWith("\n") ? text : text + end;
      return closed + "repositories:" + end + indented(entry, "  ", end);
    }
    int at = key.end();
    Matcher item = ITEM.matcher(text.substring(at));
    String indent = item.find() ? item.group("indent") : "  ";
    // Right below the key, so that comments stay with the entry that they stand above.
    String rest = text.substring(at);
    String below = rest.startsWith("\n") ? rest.substring(1) : rest;
    return text.substring(0, at) + "\n" + indented(entry, indent, end) + below;
  }

  private static String indented(List<String> entry, String indent, String end) {
    return entry.stream().map(line -> indent + line + end).collect(Collectors.joining());
  }

  private static List<ConfigDocument.RepositoryEntry> repositories(ConfigDocument document) {
    return ConfigResolver.orElse(document.repositories(), List.of());
  }

  private static ConfigDocument document(String text, String file) {
    YamlConfig.Reading<ConfigDocument> reading = read(text);
    ConfigDocument document = reading.value();
    if (document == null || !reading.problems().isEmpty()) {
      throw YamlConfig.fault(file, reading.problems());
    }
    return document;
  }

  private static YamlConfig.Reading<ConfigDocument> read(String text) {
    return YamlConfig.readParts(
        SecretResolver.shield(text.getBytes(StandardCharsets.UTF_8)), ConfigDocument.class);
  }
}
