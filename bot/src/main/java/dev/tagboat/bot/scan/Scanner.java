package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds images in the files of a config repo, one file at a time. */
public final class Scanner {
  private static final List<Finder> FINDERS =
      List.of(new KustomizeFinder(), new KubernetesFinder(), new HelmValuesFinder());

  private static final byte[] TEMPLATE = "{{".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] API_VERSION = "apiVersion".getBytes(StandardCharsets.US_ASCII);

  private final PathFilter filter;

  public Scanner(ScanSettings settings) {
    this.filter = settings.filter();
  }

  /** Whether the configuration wants this path to be looked at. */
  public boolean wants(String path) {
    return filter.accepts(path);
  }

  /**
   * Whether it is worth parsing a file to look for an image: its bytes hold the last part of the
   * image's name. Cheap, and never false for a file that holds the image in plain letters.
   */
  public static boolean mayHold(byte[] bytes, ImageName image) {
    return holds(bytes, image.shortName().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Finds every image in a file.
   *
   * @param path relative to the repo's root, with {@code /}
   */
  public FileScan scan(String path, byte[] bytes) {
    if (isTemplate(path, bytes)) {
      return new FileScan(
          List.of(), null, new FileScan.Skipped(path, "a Helm template, not values"));
    }
    if (isOtherJson(path, bytes)) {
      return new FileScan(List.of(), null, null);
    }
    YamlFile.Reading reading = YamlFile.read(bytes);
    if (reading instanceof YamlFile.Refused refused) {
      return new FileScan(
          List.of(), new FileScan.Problem(path, refused.at(), refused.reason()), null);
    }
    YamlFile file = ((YamlFile.Parsed) reading).file();
    SiteCollector sites = new SiteCollector(path, file);
    file.documents().forEach(document -> find(path, document, sites));
    return new FileScan(List.copyOf(sites.sites()), null, null);
  }

  private static void find(String path, YamlNode document, SiteCollector sites) {
    if (document instanceof YamlMapping root) {
      FINDERS.stream()
          .filter(finder -> finder.takes(path, root))
          .findFirst()
          .ifPresent(finder -> finder.find(root, sites));
    }
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
}
