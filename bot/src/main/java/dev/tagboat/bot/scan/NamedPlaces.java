package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds places at keys that another file names. */
final class NamedPlaces {
  private NamedPlaces() {}

  /**
   * A place that was found.
   *
   * @param named whether the name beside it was looked at, and says no host: what is known from
   *     elsewhere completes it
   */
  record Found(Site site, boolean named) {}

  /** What stands in one file. */
  static List<Found> find(String path, byte[] bytes, Collection<NamedPlace> wanted) {
    if (!(YamlFile.read(bytes) instanceof YamlFile.Parsed parsed)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    for (NamedPlace place : wanted) {
      Sink sink = new Sink();
      Collector collector = new Collector(path, parsed.file(), sink);
      for (List<NamedValues> source : sources(parsed.file(), place, collector)) {
        boolean named = find(place, source);
        sink.all().sites().forEach(site -> found.add(new Found(site, named)));
      }
    }
    return found;
  }

  private static List<List<NamedValues>> sources(
      YamlFile file, NamedPlace place, Collector collector) {
    List<List<NamedValues>> sources = new ArrayList<>();
    for (YamlNode document : file.documents()) {
      if (place.application() == null) {
        NamedValues.ofFile(document, collector).ifPresent(values -> sources.add(List.of(values)));
        return sources;
      }
      for (YamlNode object : ObjectList.objects(document)) {
        if (object instanceof YamlMapping mapping && isNamed(mapping, place.application())) {
          sources.addAll(NamedValues.ofApplication(mapping, collector));
        }
      }
    }
    return sources;
  }

  private static boolean isNamed(YamlMapping object, String name) {
    return ArgoCdFinder.isOne(object)
        && object
            .mapping("metadata")
            .flatMap(metadata -> metadata.scalar("name"))
            .filter(text -> text.value().equals(name))
            .isPresent();
  }

  /**
   * @return whether a name stands there that leaves its host to others
   */
  private static boolean find(NamedPlace place, List<NamedValues> source) {
    String spec = place.keys().spec();
    if (spec != null) {
      source.forEach(values -> values.at(spec).ifPresent(text -> whole(place, values, text)));
      return true;
    }
    List<String> names =
        source.stream()
            .flatMap(values -> values.at(place.keys().name()).stream())
            .filter(Collector::isText)
            .map(YamlScalar::value)
            .toList();
    if (names.stream().allMatch(name -> means(name, place.image()))) {
      source.forEach(values -> values.at(place.keys().tag()).ifPresent(t -> tag(place, values, t)));
    }
    return !names.isEmpty() && names.stream().noneMatch(ImageName::startsWithHost);
  }

  private static void whole(NamedPlace place, NamedValues values, YamlScalar text) {
    int end = Part.end(text);
    ImageReference.parse(Part.text(text))
        .filter(r -> r.tag() != null && means(nameIn(Part.text(text)), place.image()))
        .ifPresent(
            reference ->
                values
                    .out()
                    .tag(
                        values.kind(),
                        place.image(),
                        Part.tagOf(text, reference, end),
                        Part.digestOf(text, reference.digest(), end)));
  }

  private static String nameIn(String reference) {
    int at = reference.indexOf('@');
    String versioned = at < 0 ? reference : reference.substring(0, at);
    int colon = versioned.indexOf(':', versioned.lastIndexOf('/') + 1);
    return colon < 0 ? versioned : versioned.substring(0, colon);
  }

  private static void tag(NamedPlace place, NamedValues values, YamlScalar text) {
    Part tag = Collector.isText(text) ? Part.leadingTag(text) : Part.NONE;
    if (!tag.isAbsent()) {
      values.out().tag(values.kind(), place.image(), tag, Part.trailingDigest(text));
    }
  }

  // A chart may put the host, and more of the path, before what its values hold.
  private static boolean means(String written, ImageName image) {
    boolean hosted = ImageName.startsWithHost(written);
    return ImageName.parse(written).filter(image::equals).isPresent()
        || (!hosted && image.toString().endsWith("/" + written));
  }
}
