package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the rule for a place: one of {@code .tagboat.yaml} that names the image wins, then what
 * stands nearest to the place: a comment at the value, at its key, annotations of the object,
 * objects in other files; then the default.
 */
public final class Rulebook {
  private final BotConfig config;
  private final List<RuleSource> sources;
  private final List<ObjectRules> objects;
  private final Ruling fallback;

  private Rulebook(
      BotConfig config, List<RuleSource> sources, List<ObjectRules> objects, Ruling fallback) {
    this.config = config;
    this.sources = List.copyOf(sources);
    this.objects = List.copyOf(objects);
    this.fallback = fallback;
  }

  /**
   * @param objects in which other tools' users wrote policies
   */
  public static Rulebook of(BotConfig config, List<Link.ForeignObject> objects) {
    KeelRules keel = new KeelRules(objects);
    UpdaterRules updater = new UpdaterRules(objects);
    return new Rulebook(
        config,
        List.of(new CommentRules(), new FluxRules(objects), keel, new FluxV1Rules(), updater),
        List.of(keel, updater),
        new Ruling(ImagePolicy.of(ImageRule.DEFAULTS), Ruling.DEFAULT, Pin.KEEP));
  }

  /** The same, where no rule asks for a proof: for whoever looks before there is one. */
  public Rulebook withoutProofs() {
    List<ImageRule> bare = config.images().stream().map(ImageRule::withoutProof).toList();
    return new Rulebook(
        new BotConfig(config.version(), config.scan(), bare, config.pullRequests()),
        sources,
        objects,
        fallback);
  }

  /** The same with another rule for places that no rule names. */
  public Rulebook fallingBackTo(ImageRule rule) {
    Ruling other = new Ruling(ImagePolicy.of(rule), Ruling.ON_REQUEST, rule.pin());
    return new Rulebook(config, sources, objects, other);
  }

  public BotConfig config() {
    return config;
  }

  public Ruling of(Site site) {
    Optional<ImageRule> ours = config.explicitRuleFor(site.image());
    if (ours.isPresent()) {
      ImageRule rule = ours.get();
      String source = BotConfig.FILE_NAME + ": " + rule.name();
      return new Ruling(ImagePolicy.of(rule), source, rule.pin(), null, rule.verify());
    }
    return nearest(site).orElse(fallback);
  }

  private Optional<Ruling> nearest(Site site) {
    for (Hint hint : site.around().hints()) {
      for (RuleSource source : sources) {
        Optional<Ruling> ruling = source.read(hint, site);
        if (ruling.isPresent()) {
          return ruling;
        }
      }
    }
    return objects.stream().flatMap(rules -> rules.read(site).stream()).findFirst();
  }

  /**
   * What holds for some of the places, but means nothing: its author must be told. In the order of
   * the files, each once.
   */
  public List<FileScan.Note> notes(List<Site> sites) {
    return inOrder(sites.stream().map(site -> of(site).note()).filter(Objects::nonNull));
  }

  /** Such notes in the order of the files, each once. */
  public static List<FileScan.Note> inOrder(Stream<FileScan.Note> notes) {
    return notes
        .distinct()
        .sorted(Comparator.comparing(FileScan.Note::file).thenComparing(FileScan.Note::at))
        .toList();
  }
}
