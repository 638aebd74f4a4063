package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;

/** Finds manifests in the texts of all keys {@code text…}, to try edits inside of values. */
public final class TextFinder {
  private TextFinder() {}

  public static List<Site> find(String path, byte[] bytes) {
    YamlFile file = ((YamlFile.Parsed) YamlFile.read(bytes)).file();
    Sink sink = new Sink();
    Collector out = new Collector(path, file, sink);
    for (YamlNode root : file.documents()) {
      ((YamlMapping) root)
          .effective()
          .forEach(
              (key, entry) -> {
                if (key.startsWith("text") && entry.value() instanceof YamlScalar text) {
                  out.nested(text).ifPresent(TextFinder::find);
                }
              });
    }
    return sink.all().sites();
  }

  private static void find(Collector.Nested text) {
    KubernetesFinder finder = new KubernetesFinder();
    text.documents().stream()
        .filter(document -> finder.takes("text", document))
        .forEach(document -> finder.find(document, text.collector()));
  }
}
