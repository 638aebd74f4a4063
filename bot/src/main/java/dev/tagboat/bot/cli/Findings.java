package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.Survey;
import dev.tagboat.bot.signature.KeyFiles;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a look at a work-tree found. */
final class Findings {
  private final DirectoryTree tree;
  private final Survey survey;
  private final List<Site> sites;
  private final Rulebook rules;

  Findings(BotConfig config, DirectoryTree tree, Survey survey) {
    this(tree, survey, survey.sites(), Rulebook.of(config, survey.objects()));
  }

  private Findings(DirectoryTree tree, Survey survey, List<Site> sites, Rulebook rules) {
    this.tree = tree;
    this.survey = survey;
    this.sites = sites;
    this.rules = rules;
  }

  /** The same as if {@code .tagboat.yaml} had no rule for any image. */
  Findings withoutOwnRules() {
    BotConfig config = rules.config();
    BotConfig bare =
        new BotConfig(config.version(), config.scan(), List.of(), config.pullRequests());
    return new Findings(tree, survey, sites, Rulebook.of(bare, survey.objects()));
  }

  Rulebook rules() {
    return rules;
  }

  /**
   * What has no effect though somebody must think it has, and rules that mean nothing; not what is
   * only about other images than these.
   */
  List<FileScan.Note> notes(Collection<ImageName> images) {
    Map<Boolean, List<Site>> asked =
        sites.stream().collect(Collectors.partitioningBy(site -> images.contains(site.image())));
    List<Site> ours = asked.getOrDefault(true, List.of());
    Set<Line> others = lines(asked.getOrDefault(false, List.of()));
    others.removeAll(lines(ours));
    return Stream.concat(
            survey.notes().stream().filter(note -> !others.contains(Line.of(note))),
            rules.notes(ours).stream())
        .toList();
  }

  private static Set<Line> lines(List<Site> sites) {
    return sites.stream()
        .map(site -> new Line(site.file(), site.at().line()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private record Line(String file, int number) {
    static Line of(FileScan.Note note) {
      return new Line(note.file(), note.at().line());
    }
  }

  /** What one file alone tells to have no effect. */
  List<FileScan.Note> notes(FileScan scan) {
    return survey.notes(scan);
  }

  Ruling ruling(Site site) {
    return rules.of(site);
  }

  /** In the order of the files' paths. */
  List<Site> sites() {
    return sites;
  }

  /** What only several files together tell to have no effect. */
  List<FileScan.Note> linkNotes() {
    return survey.linkNotes();
  }

  /** What was found in each file alone, by path. */
  Map<String, FileScan> files() {
    return survey.files();
  }

  /** What a file held when it was looked at. */
  byte[] content(String path) {
    return survey.content(path);
  }

  /** The files of the repo that hold public keys. */
  KeyFiles keys() {
    return new KeyDirectory(tree.root());
  }

  Path file(String path) {
    return tree.file(path);
  }
}
