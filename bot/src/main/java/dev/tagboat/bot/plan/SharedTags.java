package dev.tagboat.bot.plan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.Slice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags that several images take from one value: moving one would move them all. */
final class SharedTags {
  private final Map<Place, Set<ImageName>> users = new HashMap<>();

  private record Place(String file, Slice slice) {}

  private SharedTags() {}

  static SharedTags of(List<Site> sites) {
    SharedTags shared = new SharedTags();
    for (Site site : sites) {
      Slice slice = site.tagSlice();
      if (slice != null) {
        shared
            .users
            .computeIfAbsent(new Place(site.file(), slice), place -> new HashSet<>())
            .add(site.image());
      }
    }
    return shared;
  }

  boolean isShared(Site site) {
    Slice slice = site.tagSlice();
    return slice != null && users.getOrDefault(new Place(site.file(), slice), Set.of()).size() > 1;
  }
}
