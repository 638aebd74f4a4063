package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.policy.ArgoRule;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<Application> applications =
        objects.stream().filter(Application::isOne).map(Application::of).toList();
    List<Scope> all = new ArrayList<>();
    for (Application application : applications) {
      Map<String, String> annotations = application.annotations();
      all.add(
          new Scope(
              application.writingTo(annotations.get(UpdaterImage.TARGET)),
              origin(application.object(), "image-list"),
              UpdaterImage.ofAnnotations(annotations)));
    }
    for (Link.ForeignObject object : objects) {
      if (object.kind().equals("ImageUpdater")) {
        all.addAll(scopes(object, applications));
      }
    }
    this.scopes = List.copyOf(all);
  }

  private static List<Scope> scopes(Link.ForeignObject updater, List<Application> applications) {
    Map<String, String> fields = updater.fields();
    List<Scope> all = new ArrayList<>();
    for (String reference : Fields.items(fields, "spec.applicationRefs")) {
      String target = ".writeBackConfig.gitConfig.writeBackTarget";
      String file = fields.getOrDefault(reference + target, fields.get("spec" + target));
      List<UpdaterImage> images = UpdaterImage.ofReference(fields, reference);
      ApplicationSelector selector = new ApplicationSelector(fields, reference);
      applications.stream()
          .filter(selector::selects)
          .map(application -> application.writingTo(file))
          .forEach(application -> all.add(new Scope(application, origin(updater, ""), images)));
    }
    return all;
  }

  private static Origin origin(Link.ForeignObject object, String part) {
    return new Origin(
        object.file(), object.at(), (object.kind() + " " + object.name() + " " + part).strip());
  }

  @Override
  public Optional<Ruling> read(Hint hint, Site site) {
    if (!(hint instanceof Hint.Annotations annotations)) {
      return Optional.empty();
    }
    Origin origin = new Origin(site.file(), annotations.at(), "image-list");
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
      return Optional.of(first.origin().ruling(first.rule(), Pin.KEEP));
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
}
