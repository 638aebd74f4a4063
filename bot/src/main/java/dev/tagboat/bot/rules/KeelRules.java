package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.RegularExpression;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.policy.KeelRule;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.ObjectFields;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.SiteKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keel's annotations and labels, and the block {@code keel} of a chart's values
 * (https://keel.sh/docs/).
 */
final class KeelRules implements RuleSource, ObjectRules {
  private static final String POLICY = "keel.sh/policy";
  private static final String OLD_POLICY = "keel.observer/policy";
  private static final String CONTAINERS = "keel.sh/monitorContainers";

  private final List<Link.ForeignObject> blocks;

  KeelRules(List<Link.ForeignObject> objects) {
    this.blocks =
        objects.stream().filter(o -> o.kind().equals(Link.ForeignObject.KEEL_VALUES)).toList();
  }

  @Override
  public Optional<Ruling> read(Hint hint, Site site) {
    if (!(hint instanceof Hint.Annotations annotations)) {
      return Optional.empty();
    }
    Map<String, String> values = annotations.values();
    String key = values.containsKey(POLICY) ? POLICY : OLD_POLICY;
    String policy = values.get(key);
    if (policy == null) {
      return Optional.empty();
    }
    Origin origin = new Origin(site.file(), annotations.at(key), POLICY + ": " + policy);
    return Optional.of(
        watched(annotations, origin)
            .orElseGet(
                () ->
                    origin.ruling(
                        rule(
                            policy,
                            values.get("keel.sh/matchPreRelease"),
                            values.getOrDefault(
                                "keel.sh/matchTag", values.get("keel.sh/match-tag"))),
                        Pin.KEEP)));
  }

  /** The ruling for a container that is not to be watched. */
  private static Optional<Ruling> watched(Hint.Annotations annotations, Origin origin) {
    String expression = annotations.values().get(CONTAINERS);
    String container = annotations.container();
    if (expression == null || container == null) {
      return Optional.empty();
    }
    try {
      return RegularExpression.compile(expression).matcher(container).find()
          ? Optional.empty()
          : Optional.of(origin.never(CONTAINERS + " leaves the container " + container + " out"));
    } catch (IllegalArgumentException e) {
      return Optional.of(
          origin.wrong(CONTAINERS + " is not a regular expression: " + e.getMessage()));
    }
  }

  // Keel: everything but the word true is false, and pre-releases have to match by default.
  private static KeelRule rule(
      String policy, @Nullable String matchPreRelease, @Nullable String matchTag) {
    return new KeelRule(
        policy, matchPreRelease == null || matchPreRelease.equals("true"), "true".equals(matchTag));
  }

  @Override
  public Optional<Ruling> read(Site site) {
    return blocks.stream()
        .filter(block -> block.file().equals(site.file()) && site.kind() != SiteKind.KUBERNETES)
        .filter(block -> ObjectFields.list(block.fields(), "images").contains(name(site.image())))
        .findFirst()
        .map(KeelRules::ruling);
  }

  private static String name(ImageName image) {
    return image.toString();
  }

  private static Ruling ruling(Link.ForeignObject block) {
    Map<String, String> fields = block.fields();
    String policy = fields.getOrDefault("policy", "");
    Origin origin = new Origin(block.file(), block.at(), "keel.policy: " + policy);
    return origin.ruling(
        rule(policy, fields.get("matchPreRelease"), fields.get("matchTag")), Pin.KEEP);
  }
}
