package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.Survey;
import dev.tagboat.bot.signature.KeyFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

  /** Rules that hold for some place and mean nothing. */
  List<FileScan.Note> notes() {
    return rules.notes(sites);
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
