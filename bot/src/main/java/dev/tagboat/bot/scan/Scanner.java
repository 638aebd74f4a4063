package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.yaml.EnvFile;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Finds images in the files of a config repo, one file at a time. */
public final class Scanner {
  /** A document belongs to the first of these that takes it. */
  private static final List<Finder> FINDERS =
      List.of(
          new ChartFinder(),
          new KustomizeFinder(),
          new PolicyObjectFinder(),
          new ArgoCdFinder(),
          new FluxFinder(),
          new OwnChartFinder(),
          new OperationsFinder(),
          new ConfigMapFinder(),
          new KubernetesFinder(),
          new HelmValuesFinder(),
          new ComposeFinder(),
          new ImageMapFinder(),
          // Takes whatever no other finder knows.
          new PodSpecFinder());

  private static final byte[] TEMPLATE = ascii("{{");
  private static final byte[] API_VERSION = ascii("apiVersion");
  private static final byte[] OPERATION = ascii("\"op\"");

  private final PathFilter filter;
  private final FieldFinder fields;

  public Scanner(ScanSettings settings) {
    this.filter = settings.filter();
    this.fields = new FieldFinder(settings.fields());
  }

  /** The places that the settings name. */
  List<FieldRule> fields() {
    return fields.rules();
  }

  /** Whether the configuration wants this path to be looked at. */
  public boolean wants(String path) {
    return filter.accepts(path);
  }

  /**
   * Whether bytes hold a word, such as the last part of an image's name. Capital letters are like
   * small ones, since a name that is written with them is read as one without.
   */
  public static boolean holds(byte[] bytes, String word) {
    byte[] small = ascii(word.toLowerCase(Locale.ROOT));
    byte[] capital = ascii(word.toUpperCase(Locale.ROOT));
    int last = bytes.length - small.length;
    for (int i = 0; i <= last; i++) {
      if ((bytes[i] == small[0] || bytes[i] == capital[0]) && stands(bytes, i, small, capital)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(byte[] bytes, int at, byte[] small, byte[] capital) {
    for (int i = 1; i < small.length; i++) {
      if (bytes[at + i] != small[i] && bytes[at + i] != capital[i]) {
        return false;
      }
    }
    return true;
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
    boolean otherJson = isOtherJson(path, bytes);
    if (otherJson && !fields.looksIntoAnyKind()) {
      return FileScan.EMPTY;
    }
    YamlFile.Reading reading = YamlFile.read(bytes);
    if (reading instanceof YamlFile.Refused refused) {
      return otherJson ? FileScan.EMPTY : FileScan.problem(path, refused.at(), refused.reason());
    }
    YamlFile file = ((YamlFile.Parsed) reading).file();
    Sink sink = new Sink();
    Collector collector = new Collector(path, file, sink);
    file.documents().forEach(document -> find(document, collector));
    new MarkerFinder(collector).find();
    return sink.all();
  }

  private void find(YamlNode document, Collector collector) {
    for (YamlNode object : ObjectList.objects(document)) {
      Containers.link(object, collector);
      FINDERS.stream()
          .filter(finder -> finder.takes(collector.path(), object))
          .findFirst()
          .ifPresent(finder -> finder.find(object, collector));
      if (object != document) {
        fields.find(object, collector);
      }
    }
    fields.find(document, collector);
  }

  private static boolean isTemplate(String path, byte[] bytes) {
    return ("/" + path).contains("/templates/") && holds(bytes, TEMPLATE);
  }

  // JSON is mostly something else, some of it with comments: nobody wants to hear of those files.
  private static boolean isOtherJson(String path, byte[] bytes) {
    return path.endsWith(".json")
        && !HelmValuesFinder.isValuesFile(path)
        && !holds(bytes, API_VERSION)
        && !holds(bytes, OPERATION);
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
