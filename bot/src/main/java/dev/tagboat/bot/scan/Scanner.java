package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds images in the files of a config repo, one file at a time. */
public final class Scanner {
  private static final List<Finder> FINDERS =
      List.of(new KustomizeFinder(), new KubernetesFinder(), new HelmValuesFinder());

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
    byte[] name = image.shortName().getBytes(StandardCharsets.US_ASCII);
    int last = bytes.length - name.length;
    for (int i = 0; i <= last; i++) {
      if (bytes[i] == name[0] && matches(bytes, i, name)) {
        return true;
      }
    }
    return false;
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
    return ("/" + path).contains("/templates/") && holds(bytes, '{', '{');
  }

  private static boolean holds(byte[] bytes, char first, char second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == first && bytes[i + 1] == second) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] bytes, int at, byte[] name) {
    for (int i = 1; i < name.length; i++) {
      if (bytes[at + i] != name[i]) {
        return false;
      }
    }
    return true;
  }
}
