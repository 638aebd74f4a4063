package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A values file that sets a tag only takes the image's name from the files it is merged with: the
 * values files of its directory, {@code values.yaml} before all others, or the chart's {@code
 * values.yaml} one directory up. Only the very same keys count.
 */
final class ValuesLinker implements Linker {
  /** Where charts keep values files besides their own. */
  private static final List<String> BELOW_CHART =
      List.of("values", "ci", "env", "envs", "environments");

  private static final Set<String> MAIN = Set.of("values.yaml", "values.yml");

  private static final String STALE =
      "another values file sets a digest for this image, so the old image would run on whatever"
          + " tag stands here. Change it by hand.";

  private record Key(String directory, List<String> path) {}

  @Override
  public Leads leads(Scans scans) {
    Set<String> directories = new HashSet<>();
    for (Link.ValuesImage image : scans.links(Link.ValuesImage.class)) {
      String directory = RepoPath.directory(image.file());
      directories.add(directory);
      if (MAIN.contains(RepoPath.name(image.file()))) {
        BELOW_CHART.forEach(
            name -> directories.add(directory.isEmpty() ? name : directory + "/" + name));
      }
    }
    for (Link.ValuesTag tag : scans.links(Link.ValuesTag.class)) {
      String directory = RepoPath.directory(tag.file());
      directories.add(directory);
      above(directory).ifPresent(directories::add);
    }
    return Leads.toValuesIn(directories);
  }

  @Override
  public void link(Scans scans, Sites sites) {
    Map<Key, List<Link.ValuesImage>> images =
        scans.links(Link.ValuesImage.class).stream()
            .collect(
                Collectors.groupingBy(
                    image -> new Key(RepoPath.directory(image.file()), image.path()),
                    HashMap::new,
                    Collectors.toList()));
    for (Link.ValuesTag tag : scans.links(Link.ValuesTag.class)) {
      base(tag, images).map(image -> site(tag, image)).ifPresent(sites::add);
    }
  }

  private static Optional<Link.ValuesImage> base(
      Link.ValuesTag tag, Map<Key, List<Link.ValuesImage>> images) {
    String directory = RepoPath.directory(tag.file());
    List<Link.ValuesImage> beside =
        images.getOrDefault(new Key(directory, tag.path()), List.of()).stream()
            .filter(image -> !image.file().equals(tag.file()))
            .toList();
    List<Link.ValuesImage> up =
        above(directory)
            .map(chart -> images.getOrDefault(new Key(chart, tag.path()), List.of()))
            .orElse(List.of());
    return main(beside).or(() -> main(up)).or(() -> agreed(beside));
  }

  private static Optional<Link.ValuesImage> main(List<Link.ValuesImage> images) {
    return images.stream().filter(image -> MAIN.contains(RepoPath.name(image.file()))).findFirst();
  }

  private static Optional<Link.ValuesImage> agreed(List<Link.ValuesImage> images) {
    Set<ImageName> names = images.stream().map(Link.ValuesImage::image).collect(Collectors.toSet());
    return names.size() == 1 ? images.stream().findFirst() : Optional.empty();
  }

  private static Optional<String> above(String directory) {
    return BELOW_CHART.contains(RepoPath.name(directory))
        ? Optional.of(RepoPath.directory(directory))
        : Optional.empty();
  }

  private static Site site(Link.ValuesTag tag, Link.ValuesImage image) {
    boolean stale = image.digest() && tag.digest() == null;
    return new Site(
        tag.file(),
        tag.at(),
        SiteKind.HELM_VALUES,
        image.image(),
        tag.tag(),
        tag.digest(),
        tag.tagSlice(),
        tag.digestSlice(),
        stale ? tag.around().withOverride(STALE) : tag.around());
  }
}
