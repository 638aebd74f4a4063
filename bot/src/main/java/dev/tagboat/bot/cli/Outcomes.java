package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.Outcome;
import dev.tagboat.bot.cli.memory.Row;
import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes what was found and put together apart again, by file. */
final class Outcomes {
  private final Findings findings;
  private final Map<String, List<Row>> rows = new HashMap<>();
  private final Map<String, List<FileScan.Note>> ruleNotes = new HashMap<>();
  private final Map<String, List<String>> linkNotes = new HashMap<>();

  private final Map<String, String> texts = new HashMap<>();

  private Outcomes(Findings findings) {
    this.findings = findings;
  }

  /** By the paths of the files. */
  static Map<String, Outcome> of(Findings findings) {
    Outcomes outcomes = new Outcomes(findings);
    findings.sites().forEach(outcomes::add);
    findings.linkNotes().forEach(note -> add(outcomes.linkNotes, note.file(), note.sentence()));
    Map<String, Outcome> all = new HashMap<>();
    findings.files().forEach((path, scan) -> all.put(path, outcomes.of(path, scan)));
    return all;
  }

  private void add(Site site) {
    Ruling ruling = findings.ruling(site);
    add(rows, site.file(), row(site, ruling.policy().kind().key()));
    FileScan.Note note = ruling.note();
    if (note != null) {
      add(ruleNotes, site.file(), note);
    }
  }

  private Row row(Site site, String policy) {
    return new Row(
        site.at().line(),
        site.at().column(),
        once(site.kind().key()),
        once(policy),
        once(site.image().toString()),
        site.tag() == null ? null : site.tag().toString(),
        site.digest() == null ? null : site.digest().toString());
  }

  // Few texts stand in many places.
  private String once(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private static <T> void add(Map<String, List<T>> all, String file, T one) {
    all.computeIfAbsent(file, path -> new ArrayList<>(2)).add(one);
  }

  private Outcome of(String path, FileScan scan) {
    FileScan.Problem problem = scan.problem();
    return new Outcome(
        rows.getOrDefault(path, List.of()),
        problem == null ? null : problem.sentence(),
        findings.notes(scan).stream().map(FileScan.Note::sentence).toList(),
        linkNotes.getOrDefault(path, List.of()),
        ruleNotes.getOrDefault(path, List.of()),
        fields(scan));
  }

  private List<Integer> fields(FileScan scan) {
    List<FieldRule> all = findings.rules().config().scan().fields();
    return scan.links().stream()
        .filter(Link.FieldMatch.class::isInstance)
        .map(link -> all.indexOf(((Link.FieldMatch) link).rule()))
        .filter(index -> index >= 0)
        .distinct()
        .toList();
  }
}
