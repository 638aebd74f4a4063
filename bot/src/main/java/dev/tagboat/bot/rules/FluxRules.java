package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.policy.FluxRule;
import dev.tagboat.bot.scan.FluxPolicies;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.ObjectFields;
import dev.tagboat.bot.scan.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Flux's setters: the ImagePolicy that the comment names, with its ImageRepository
 * (https://fluxcd.io/flux/components/image/).
 */
final class FluxRules implements RuleSource {
  private static final String REFLECTION = "spec.digestReflectionPolicy";

  private final FluxPolicies policies;

  FluxRules(List<Link.ForeignObject> objects) {
    this.policies = FluxPolicies.of(objects);
  }

  @Override
  public Optional<Ruling> read(Hint hint, Site site) {
    if (hint instanceof Hint.Ineffective ineffective) {
      // The scan has reported it already.
      Origin origin = new Origin(site.file(), ineffective.at(), "$imagepolicy");
      return Optional.of(
          origin.never(ineffective.reason() + ", so nobody knows which policy is meant"));
    }
    return hint instanceof Hint.FluxMarker marker ? marked(marker, site) : Optional.empty();
  }

  private Optional<Ruling> marked(Hint.FluxMarker marker, Site site) {
    String title = "$imagepolicy " + marker.namespace() + ":" + marker.name();
    Origin comment = new Origin(site.file(), marker.at(), title);
    if ("name".equals(marker.part())) {
      // On the name alone it says nothing about the tag beside it.
      return marker.at().line() == site.at().line()
          ? Optional.of(comment.never("Flux writes only the name here (:name), never a tag"))
          : Optional.empty();
    }
    FluxPolicies.Lookup lookup = policies.find(marker.namespace(), marker.name(), site.file());
    if (lookup instanceof FluxPolicies.Missing missing) {
      return Optional.of(
          comment.wrong(missing.sentence() + ", so nobody knows which tags may go here"));
    }
    return Optional.of(found((FluxPolicies.Found) lookup, marker, comment, site));
  }

  private static Ruling found(
      FluxPolicies.Found found, Hint.FluxMarker marker, Origin comment, Site site) {
    Link.ForeignObject policy = found.policy();
    Origin origin = origin(policy);
    if (!found.image().equals(site.image())) {
      return origin.wrong(
          FluxPolicies.title(policy)
              + " is for "
              + found.image()
              + ", but "
              + site.image()
              + " stands here, and Tagboat changes no names",
          comment);
    }
    boolean reflects = !policy.fields().getOrDefault(REFLECTION, "Never").equals("Never");
    if ("digest".equals(marker.part()) && !reflects) {
      return origin.wrong(
          FluxPolicies.title(policy)
              + " knows no digest, since its digestReflectionPolicy is Never",
          comment);
    }
    for (Link.ForeignObject object : List.of(policy, found.repository())) {
      if ("true".equals(object.fields().get("spec.suspend"))) {
        return origin(object).never(FluxPolicies.title(object) + " is suspended");
      }
    }
    return origin.ruling(
        rule(policy.fields(), found.repository().fields()),
        reflects && marker.part() == null ? Pin.DIGEST : Pin.KEEP);
  }

  private static Origin origin(Link.ForeignObject object) {
    return new Origin(object.file(), object.at(), FluxPolicies.title(object));
  }

  private static FluxRule rule(Map<String, String> policy, Map<String, String> repository) {
    List<String> exclusions = ObjectFields.list(repository, "spec.exclusionList");
    return new FluxRule(
        policy.get("spec.policy.semver.range"),
        order(policy, "spec.policy.alphabetical"),
        order(policy, "spec.policy.numerical"),
        policy.get("spec.filterTags.pattern"),
        policy.get("spec.filterTags.extract"),
        exclusions.isEmpty() ? FluxRule.DEFAULT_EXCLUSIONS : exclusions);
  }

  // The API server writes the default into an order that is left out: alphabetical: {}.
  private static @Nullable String order(Map<String, String> fields, String path) {
    String order = fields.get(path + ".order");
    return order == null && fields.containsKey(path) ? "asc" : order;
  }
}
