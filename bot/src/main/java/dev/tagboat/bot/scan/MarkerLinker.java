package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Flux setter on a bare tag or digest names its ImagePolicy, which names an ImageRepository,
 * which names the image.
 */
final class MarkerLinker implements Linker {
  private static final String POLICY = "ImagePolicy";
  private static final String REPOSITORY = "ImageRepository";
  private static final String ANY = "*";

  @Override
  public Leads leads(Scans scans) {
    Set<String> words = new HashSet<>();
    markers(scans).forEach(marker -> words.add(marker.name()));
    for (Link.ForeignObject object : scans.links(Link.ForeignObject.class)) {
      if (object.kind().equals(POLICY) || object.kind().equals(REPOSITORY)) {
        words.add(object.name());
      }
      Optional.ofNullable(object.fields().get("spec.imageRepositoryRef.name"))
          .ifPresent(words::add);
    }
    return Leads.toWords(words);
  }

  private static Stream<Hint.FluxMarker> markers(Scans scans) {
    Stream<Hint> onSites =
        scans.all().stream()
            .flatMap(scan -> scan.sites().stream())
            .flatMap(site -> site.around().hints().stream());
    Stream<Hint> onValues =
        scans.links(Link.MarkedValue.class).stream().map(Link.MarkedValue::marker);
    return Stream.concat(onSites, onValues)
        .filter(Hint.FluxMarker.class::isInstance)
        .map(Hint.FluxMarker.class::cast);
  }

  @Override
  public void link(Scans scans, Sites sites) {
    Map<String, ImageName> images = images(scans.links(Link.ForeignObject.class));
    Set<Place> taken = new HashSet<>();
    sites.all().forEach(site -> taken.addAll(Place.of(site)));
    for (Link.MarkedValue value : scans.links(Link.MarkedValue.class)) {
      if (!taken.contains(new Place(value.file(), value.scalars()))) {
        find(images, value.marker().namespace(), value.marker().name())
            .flatMap(image -> site(image, value))
            .ifPresent(sites::add);
      }
    }
  }

  private record Place(String file, List<Integer> scalars) {
    static List<Place> of(Site site) {
      return Stream.of(
              Optional.ofNullable(site.tagSlice()), Optional.ofNullable(site.digestSlice()))
          .flatMap(Optional::stream)
          .map(slice -> new Place(site.file(), slice.scalars()))
          .toList();
    }
  }

  /** The image of each policy, by {@code namespace:name}. */
  private static Map<String, ImageName> images(List<Link.ForeignObject> objects) {
    Map<String, ImageName> repositories = new LinkedHashMap<>();
    for (Link.ForeignObject object : objects) {
      if (object.kind().equals(REPOSITORY)) {
        Optional.ofNullable(object.fields().get("spec.image"))
            .flatMap(ImageName::parse)
            .ifPresent(image -> repositories.put(namespace(object) + ":" + object.name(), image));
      }
    }
    Map<String, ImageName> policies = new LinkedHashMap<>();
    for (Link.ForeignObject object : objects) {
      String name = object.fields().get("spec.imageRepositoryRef.name");
      if (object.kind().equals(POLICY) && name != null) {
        String namespace =
            object.fields().getOrDefault("spec.imageRepositoryRef.namespace", namespace(object));
        find(repositories, namespace, name)
            .ifPresent(image -> policies.put(namespace(object) + ":" + object.name(), image));
      }
    }
    return policies;
  }

  // In many repos a kustomization sets the namespace, and the objects name none.
  private static String namespace(Link.ForeignObject object) {
    return object.namespace() == null ? ANY : object.namespace();
  }

  private static Optional<ImageName> find(
      Map<String, ImageName> images, String namespace, String name) {
    ImageName exact = images.getOrDefault(namespace + ":" + name, images.get(ANY + ":" + name));
    if (exact != null || !namespace.equals(ANY)) {
      return Optional.ofNullable(exact);
    }
    return images.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(":" + name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<Site> site(ImageName image, Link.MarkedValue value) {
    String part = value.marker().part();
    @Nullable Tag tag = Tag.parse(value.value()).filter(t -> "tag".equals(part)).orElse(null);
    @Nullable Digest digest =
        Digest.parse(value.value()).filter(d -> "digest".equals(part)).orElse(null);
    if (tag == null && digest == null) {
      return Optional.empty();
    }
    Slice slice = new Slice(value.scalars(), 0, value.value().length());
    return Optional.of(
        new Site(
            value.file(),
            value.at(),
            SiteKind.MARKER,
            image,
            tag,
            digest,
            tag == null ? null : slice,
            digest == null ? null : slice,
            Site.Surroundings.of(List.of(value.marker()))));
  }
}
