package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.policy.ArgoRule;
import dev.tagboat.bot.scan.Application;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.UpdaterImage;
import dev.tagboat.bot.scan.UpdaterScope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Argo CD Image Updater: annotations of an Application, and {@code ImageUpdater} objects
 * (https://argocd-image-updater.readthedocs.io/). They hold for the images they list, in the
 * Application itself and in the files that it deploys from.
 */
final class UpdaterRules implements RuleSource, ObjectRules {
  private final List<Scope> scopes;

  /** What is said about images, and where it holds. */
  private record Scope(Application application, Origin origin, List<UpdaterImage> images) {
    List<Match> matches(Site site) {
      int nearness = application.nearness(site.file());
      return nearness < 0
          ? List.of()
          : images.stream()
              .filter(image -> image.image().equals(site.image()))
              .map(image -> new Match(nearness, origin, image.rule()))
              .toList();
    }
  }

  private record Match(int nearness, Origin origin, ArgoRule rule) {}

  UpdaterRules(List<Link.ForeignObject> objects) {
    this.scopes =
        UpdaterScope.of(objects).stream()
            .map(s -> new Scope(s.application(), origin(s), s.images()))
            .toList();
  }

  private static Origin origin(UpdaterScope scope) {
    Link.ForeignObject author = scope.author();
    String part = Application.isOne(author) ? " image-list" : "";
    return new Origin(author.file(), author.at(), author.kind() + " " + author.name() + part);
  }

  @Override
  public Optional<Ruling> read(Hint hint, Site site) {
    if (!(hint instanceof Hint.Annotations annotations)) {
      return Optional.empty();
    }
    Origin origin = new Origin(site.file(), annotations.at(UpdaterImage.LIST), "image-list");
    return ruling(
        UpdaterImage.ofAnnotations(annotations.values()).stream()
            .filter(image -> image.image().equals(site.image()))
            .map(image -> new Match(0, origin, image.rule()))
            .toList(),
        site.image());
  }

  @Override
  public Optional<Ruling> read(Site site) {
    List<Match> all = scopes.stream().flatMap(scope -> scope.matches(site).stream()).toList();
    int nearest = all.stream().mapToInt(Match::nearness).max().orElse(-1);
    return ruling(all.stream().filter(match -> match.nearness() == nearest).toList(), site.image());
  }

  // Two that say the same are one. Of two that differ, nothing tells which one is meant.
  private static Optional<Ruling> ruling(List<Match> matches, ImageName image) {
    if (matches.isEmpty()) {
      return Optional.empty();
    }
    Match first = matches.get(0);
    if (matches.stream().allMatch(match -> match.rule().equals(first.rule()))) {
      Ruling ruling = first.origin().ruling(first.rule(), Pin.KEEP);
      return Optional.of(
          first.rule().isMisspelt() && ruling.note() == null
              ? first.origin().noted(ruling, misspelt(first.rule()))
              : ruling);
    }
    String places =
        matches.stream()
            .map(match -> match.origin().source())
            .distinct()
            .collect(Collectors.joining(" and "));
    return Optional.of(
        first
            .origin()
            .wrong(
                image
                    + " has different rules in "
                    + places
                    + ", and nothing tells which one is meant here"));
  }

  private static String misspelt(ArgoRule rule) {
    return "there is no strategy " + rule.strategy() + "; Image Updater takes semver then";
  }
}
