package dev.tagboat.bot.edit;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Refusal;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Site;
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
    Scanner scanner = new Scanner(config.scan());
    List<Site> sites = new ArrayList<>();
    StringBuilder report = new StringBuilder();
    files.forEach(
        (path, content) -> {
          boolean worth = wanted.stream().anyMatch(v -> Scanner.mayHold(bytes(content), v.image()));
          if (scanner.wants(path) && worth) {
            FileScan scan = scanner.scan(path, bytes(content));
            sites.addAll(scan.sites());
            FileScan.Problem problem = scan.problem();
            FileScan.Skipped skipped = scan.skipped();
            report.append(problem == null ? "" : "problem " + problem.sentence() + "\n");
            report.append(
                skipped == null ? "" : "skipped " + path + ": " + skipped.reason() + "\n");
          }
        });
    BumpPlan plan = Planner.plan(wanted, config, sites, false);
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
