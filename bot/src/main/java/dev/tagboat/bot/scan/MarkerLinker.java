package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Flux setter on a bare tag or digest names its ImagePolicy, which names an ImageRepository,
 * which names the image.
 */
final class MarkerLinker implements Linker {
  @Override
  public Leads leads(Scans scans) {
    Set<String> words = new HashSet<>();
    markers(scans).forEach(marker -> words.add(marker.name()));
    for (Link.ForeignObject object : scans.links(Link.ForeignObject.class)) {
      if (FluxPolicies.isOne(object)) {
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
    FluxPolicies policies = FluxPolicies.of(scans.links(Link.ForeignObject.class));
    Map<Group, List<Site>> groups = new LinkedHashMap<>();
    loose(scans, sites.all(), value -> false)
        .forEach(
            value ->
                image(policies, value)
                    .flatMap(i -> site(i, value))
                    .ifPresent(
                        site ->
                            groups
                                .computeIfAbsent(Group.of(value), g -> new ArrayList<>())
                                .add(site)));
    groups.values().forEach(group -> together(group).forEach(sites::add));
  }

  /** Values side by side of one policy. */
  private record Group(String file, int mapping, String namespace, String name) {
    static Group of(Link.MarkedValue value) {
      Hint.FluxMarker marker = value.marker();
      return new Group(value.file(), value.mapping(), marker.namespace(), marker.name());
    }
  }

  // Flux writes both at once. A tag that moved alone would leave the old image running, since the
  // digest wins.
  private static List<Site> together(List<Site> group) {
    List<Site> tags = group.stream().filter(site -> site.tag() != null).toList();
    List<Site> digests = group.stream().filter(site -> site.tag() == null).toList();
    int pairs = Math.min(tags.size(), digests.size());
    List<Site> all = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      all.add(pair(tags.get(i), digests.get(i)));
    }
    all.addAll(tags.subList(pairs, tags.size()));
    all.addAll(digests.subList(pairs, digests.size()));
    return all;
  }

  private static Site pair(Site tag, Site digest) {
    List<Hint> hints = new ArrayList<>(digest.around().hints());
    hints.addAll(tag.around().hints());
    return new Site(
        tag.file(),
        tag.at(),
        tag.kind(),
        tag.image(),
        tag.tag(),
        digest.digest(),
        tag.tagSlice(),
        digest.digestSlice(),
        Site.Surroundings.of(hints));
  }

  // What a finder knows as a place needs no policy to name its image.
  private static Stream<Link.MarkedValue> loose(
      Scans scans, List<Site> known, Predicate<Link.MarkedValue> always) {
    List<Link.MarkedValue> values = scans.links(Link.MarkedValue.class);
    if (values.isEmpty()) {
      return Stream.empty();
    }
    Set<Place> taken = new HashSet<>();
    known.forEach(site -> taken.addAll(Place.of(site)));
    return values.stream()
        .filter(
            value ->
                always.test(value) || !taken.contains(new Place(value.file(), value.scalars())));
  }

  private static Optional<ImageName> image(FluxPolicies policies, Link.MarkedValue value) {
    Hint.FluxMarker marker = value.marker();
    return policies.find(marker.namespace(), marker.name(), value.file())
            instanceof FluxPolicies.Found found
        ? Optional.of(found.image())
        : Optional.empty();
  }

  @Override
  public List<FileScan.Note> notes(Scans scans) {
    FluxPolicies policies = FluxPolicies.of(scans.links(Link.ForeignObject.class));
    List<Site> known = scans.all().stream().flatMap(scan -> scan.sites().stream()).toList();
    List<FileScan.Note> notes = new ArrayList<>();
    loose(scans, known, value -> value.marker().part() == null)
        .forEach(
            value ->
                trouble(policies, value)
                    .ifPresent(
                        reason ->
                            notes.add(
                                new FileScan.Note(value.file(), value.marker().at(), reason))));
    return notes;
  }

  private static Optional<String> trouble(FluxPolicies policies, Link.MarkedValue value) {
    Hint.FluxMarker marker = value.marker();
    if ("name".equals(marker.part())) {
      return Optional.empty();
    }
    FluxPolicies.Lookup lookup = policies.find(marker.namespace(), marker.name(), value.file());
    if (lookup instanceof FluxPolicies.Missing missing) {
      return Optional.of("this Flux setter has no effect: " + missing.sentence());
    }
    return lookup instanceof FluxPolicies.Found found && site(found.image(), value).isEmpty()
        ? Optional.of(
            "this Flux setter writes a "
                + part(marker)
                + ", but no "
                + part(marker)
                + " stands here")
        : Optional.empty();
  }

  private static String part(Hint.FluxMarker marker) {
    return marker.part() == null ? "whole reference" : marker.part();
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
