package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registries that charts' own values set for all images, also those of other values files. */
final class ValuesRegistries {
  /** By the chart's directory. */
  private final Map<String, Link.NameParts> all = new HashMap<>();

  private record Place(String file, Position at) {}

  private ValuesRegistries() {}

  static ValuesRegistries of(Scans scans) {
    ValuesRegistries registries = new ValuesRegistries();
    scans.links(Link.ValuesRegistry.class).stream()
        .filter(registry -> ValuesLinker.isMain(registry.file()))
        .forEach(r -> registries.all.putIfAbsent(RepoPath.directory(r.file()), r.parts()));
    return registries;
  }

  /** What is known of a name, with what the values say that the file is merged with. */
  Link.NameParts complete(Link.NameParts parts, String file) {
    Link.NameParts base = ValuesLinker.isMain(file) ? null : around(RepoPath.directory(file));
    return base == null
        ? parts
        : new Link.NameParts(
            parts.repository(),
            parts.registry(),
            parts.global() == null ? base.global() : parts.global(),
            parts.otherwise() == null ? base.otherwise() : parts.otherwise());
  }

  private Link.@Nullable NameParts around(String directory) {
    return Stream.concat(Stream.of(directory), ValuesLinker.above(directory).stream())
        .filter(all::containsKey)
        .findFirst()
        .map(all::get)
        .orElse(null);
  }

  /** Gives images their full names that name a repository only. */
  void rename(List<Link.ValuesImage> images, Sites sites) {
    Map<Place, ImageName> names = new HashMap<>();
    for (Link.ValuesImage image : images) {
      Link.NameParts known = complete(image.parts(), image.file());
      if (!known.equals(image.parts())) {
        GlobalRegistry.merged(known, image)
            .ifPresent(name -> names.put(new Place(image.file(), image.at()), name));
      }
    }
    if (!names.isEmpty()) {
      sites.rename(site -> Optional.ofNullable(names.get(new Place(site.file(), site.at()))));
    }
  }
}
