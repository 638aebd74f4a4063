package dev.tagboat.bot.edit;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Refusal;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.MemoryTree;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Survey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scan, plan and edit a whole tree, as the bot does. */
record GoldenRun(Map<String, String> allFiles, List<FileEdit> edits, String report) {

  static GoldenRun of(Map<String, String> files, List<Wanted> wanted) {
    String settings = files.get(BotConfig.FILE_NAME);
    BotConfig config = settings == null ? BotConfig.DEFAULTS : BotConfig.read(bytes(settings));
    Survey survey =
        Survey.of(
            MemoryTree.of(files, config.scan()),
            new Scanner(config.scan()),
            wanted.stream().map(Wanted::image).toList());
    StringBuilder report = new StringBuilder();
    survey.problems().forEach(p -> report.append("problem " + p.sentence() + "\n"));
    survey.skipped().forEach(s -> report.append("skipped " + s.file() + ": " + s.reason() + "\n"));
    survey.notes().forEach(n -> report.append("note " + n.sentence() + "\n"));
    Rulebook rules = Rulebook.of(config, survey.objects());
    rules.notes(survey.sites()).forEach(n -> report.append("note " + n.sentence() + "\n"));
    BumpPlan plan = Planner.plan(wanted, rules, survey.sites(), false);
    plan.refusals().forEach(refusal -> report.append(line(refusal)));
    plan.unmatched().forEach(version -> report.append("unmatched ").append(version).append('\n'));
    Map<String, String> all = new TreeMap<>(files);
    List<FileEdit> edits = new ArrayList<>();
    plan.byFile()
        .forEach(
            (file, bumps) -> {
              FileEdit edit = Editor.edit(file, bytes(files.getOrDefault(file, "")), bumps);
              edits.add(edit);
              all.put(file, new String(edit.bytes(), StandardCharsets.ISO_8859_1));
            });
    return new GoldenRun(all, edits, report.toString());
  }

  Map<String, String> changedFiles() {
    Map<String, String> changed = new TreeMap<>();
    edits.forEach(edit -> changed.put(edit.path(), allFiles.get(edit.path())));
    return changed;
  }

  String diff() {
    return UnifiedDiff.of(edits);
  }

  private static String line(Refusal refusal) {
    return refusal.kind() + " " + refusal.site().where() + ": " + refusal.sentence() + "\n";
  }

  private static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.ISO_8859_1);
  }
}
