package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.Site;
import java.util.List;
import java.util.Optional;

/**
 * Finds the rule for a place: one of {@code .tagboat.yaml} that names the image wins, then what
 * stands nearest to the place, then the default.
 */
public final class Rulebook {
  private final BotConfig config;
  private final List<RuleSource> sources;

  private Rulebook(BotConfig config, List<RuleSource> sources) {
    this.config = config;
    this.sources = List.copyOf(sources);
  }

  /**
   * @param objects in which other tools' users wrote policies
   */
  public static Rulebook of(BotConfig config, List<Link.ForeignObject> objects) {
    return new Rulebook(config, List.of(new CommentRules()));
  }

  public BotConfig config() {
    return config;
  }

  public Ruling of(Site site) {
    Optional<ImageRule> ours = config.explicitRuleFor(site.image());
    if (ours.isPresent()) {
      ImageRule rule = ours.get();
      String source = BotConfig.FILE_NAME + ": " + rule.name();
      return new Ruling(ImagePolicy.of(rule), source, rule.pin());
    }
    for (Hint hint : site.around().hints()) {
      for (RuleSource source : sources) {
        Optional<Ruling> ruling = source.read(hint, site);
        if (ruling.isPresent()) {
          return ruling.get();
        }
      }
    }
    return new Ruling(ImagePolicy.of(ImageRule.DEFAULTS), Ruling.DEFAULT, Pin.KEEP);
  }
}
