package dev.tagboat.bot.run;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.Snapshot;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.policy.Settings;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.ScanIndex;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.Survey;
import dev.tagboat.bot.signature.KeyFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the base branch holds of some images, read in one go: the settings, the places, and the
 * content of the files they stand in.
 */
final class Checkout {
  /** A file larger than this is no manifest; it is named as a problem and left alone. */
  static final int MAX_FILE = 5 * 1024 * 1024;

  private final Map<String, CommitId> heads;
  private final Snapshot base;
  private final SnapshotTree tree;
  private final Survey survey;
  private final List<Site> sites;
  private final Rulebook rules;
  private final List<FileScan.Note> notes;
  private final List<ImageName> images;

  private Checkout(
      Map<String, CommitId> heads,
      Snapshot base,
      BotConfig config,
      SnapshotTree tree,
      Survey survey,
      List<ImageName> images,
      Preferences preferences) {
    this.heads = Map.copyOf(heads);
    this.images = List.copyOf(images);
    this.base = base;
    this.tree = tree;
    this.survey = survey;
    this.sites = survey.sites();
    Rulebook book = Rulebook.of(preferences.over(config), survey.objects());
    ImageRule fallback = preferences.fallback();
    this.rules = fallback == null ? book : book.fallingBackTo(fallback);
    this.notes = rules.notes(sites.stream().filter(site -> images.contains(site.image())).toList());
  }

  /**
   * @param heads where every branch of interest points to
   * @throws dev.tagboat.bot.fault.UserFault when {@code .tagboat.yaml} is wrong: proposing without
   *     knowing the rules would be guessing
   */
  static Checkout read(
      Map<String, CommitId> heads,
      Snapshot base,
      List<ImageName> images,
      WordIndex index,
      ScanIndex scans,
      Preferences preferences) {
    BotConfig config = config(base);
    SnapshotTree tree = new SnapshotTree(base, config.scan(), index);
    Survey survey = Survey.of(tree, new Scanner(config.scan()), scans, images);
    return new Checkout(heads, base, config, tree, survey, images, preferences);
  }

  private static BotConfig config(Snapshot base) {
    Optional<BotConfig> settings =
        base.find(BotConfig.FILE_NAME).map(entry -> Settings.read(entry.read(MAX_FILE)));
    if (settings.isEmpty() && base.find(BotConfig.WRONG_NAME).isPresent()) {
      throw new UserFault(BotConfig.WRONGLY_NAMED);
    }
    return settings.orElse(BotConfig.DEFAULTS);
  }

  CommitId base() {
    return base.commit();
  }

  Optional<CommitId> head(String branch) {
    return Optional.ofNullable(heads.get(branch));
  }

  /** The images that it was made for. */
  List<ImageName> images() {
    return images;
  }

  Rulebook rules() {
    return rules;
  }

  BotConfig config() {
    return rules.config();
  }

  /** What pull requests are to be marked with. */
  Decoration marks() {
    PullRequestSettings settings = config().pullRequests();
    return new Decoration(
        settings.labels(), settings.reviewers(), settings.teamReviewers(), settings.assignees());
  }

  List<Site> sites() {
    return sites;
  }

  /**
   * Files that could hold one of the images but cannot be read, each {@code file:line:column: why}.
   */
  List<String> problems() {
    return Stream.concat(
            tree.problems().stream(), survey.problems().stream().map(FileScan.Problem::sentence))
        .toList();
  }

  /** The problems, and the rules for the images that mean nothing. */
  List<String> remarks() {
    return Stream.concat(problems().stream(), notes.stream().map(FileScan.Note::sentence)).toList();
  }

  /** The files of the base that hold public keys. */
  KeyFiles keys() {
    return path -> base.find(path).map(entry -> entry.read(KeyFiles.MAX_SIZE));
  }

  /** The line in {@code .tagboat.yaml} of the rule with that name. */
  OptionalInt ruleLine(String name) {
    List<ImageRule> rules = config().images();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).name().equals(name)) {
        String path = "images[" + i + "].name";
        return base.find(BotConfig.FILE_NAME)
            .flatMap(entry -> BotConfig.readParts(entry.read(MAX_FILE)).places().of(path))
            .map(at -> OptionalInt.of(at.line()))
            .orElse(OptionalInt.empty());
      }
    }
    return OptionalInt.empty();
  }

  byte[] content(String path) {
    return survey.content(path);
  }
}
