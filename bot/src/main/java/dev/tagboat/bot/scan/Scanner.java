package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.yaml.EnvFile;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds images in the files of a config repo, one file at a time. */
public final class Scanner {
  /** A document belongs to the first of these that takes it. */
  private static final List<Finder> FINDERS =
      List.of(
          new KustomizeFinder(),
          new KubernetesFinder(),
          new HelmValuesFinder(),
          new ComposeFinder());

  private static final byte[] TEMPLATE = ascii("{{");
  private static final byte[] API_VERSION = ascii("apiVersion");

  private final PathFilter filter;

  public Scanner(ScanSettings settings) {
    this.filter = settings.filter();
  }

  /** Whether the configuration wants this path to be looked at. */
  public boolean wants(String path) {
    return filter.accepts(path);
  }

  /** Whether bytes hold a word, such as the last part of an image's name. */
  public static boolean holds(byte[] bytes, String word) {
    return holds(bytes, ascii(word));
  }

  /**
   * Finds every image in a file.
   *
   * @param path relative to the repo's root, with {@code /}
   */
  public FileScan scan(String path, byte[] bytes) {
    if (EnvFile.isNamed(path)) {
      return EnvVariables.scan(path, bytes);
    }
    if (isTemplate(path, bytes)) {
      return FileScan.skipped(path, "a Helm template, not values");
    }
    if (isOtherJson(path, bytes)) {
      return FileScan.EMPTY;
    }
    YamlFile.Reading reading = YamlFile.read(bytes);
    if (reading instanceof YamlFile.Refused refused) {
      return FileScan.problem(path, refused.at(), refused.reason());
    }
    YamlFile file = ((YamlFile.Parsed) reading).file();
    Sink sink = new Sink();
    Collector collector = new Collector(path, file, sink);
    file.documents().forEach(document -> find(document, collector));
    new MarkerFinder(collector).find();
    return sink.all();
  }

  private static void find(YamlNode document, Collector collector) {
    FINDERS.stream()
        .filter(finder -> finder.takes(collector.path(), document))
        .findFirst()
        .ifPresent(finder -> finder.find(document, collector));
  }

  private static boolean isTemplate(String path, byte[] bytes) {
    return ("/" + path).contains("/templates/") && holds(bytes, TEMPLATE);
  }

  // JSON is mostly something else, some of it with comments: nobody wants to hear of those files.
  private static boolean isOtherJson(String path, byte[] bytes) {
    return path.endsWith(".json")
        && !HelmValuesFinder.isValuesFile(path)
        && !holds(bytes, API_VERSION);
  }

  private static boolean holds(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (bytes[i] == part[0] && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
