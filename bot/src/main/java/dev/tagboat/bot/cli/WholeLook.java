package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.ScanCache.Kept;
import dev.tagboat.bot.cli.memory.Affected;
import dev.tagboat.bot.cli.memory.Known;
import dev.tagboat.bot.cli.memory.Outcome;
import dev.tagboat.bot.cli.memory.ScanMemory;
import dev.tagboat.bot.cli.memory.ScanRun;
import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Survey;
import dev.tagboat.bot.yaml.YamlFile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A look at every file of a work-tree, with what the last one left. */
final class WholeLook {
  private final BotConfig config;
  private final String settings;
  private final DirectoryTree tree;
  private final Scanner scanner;
  private final ScanCache cache;
  private final Instant started;
  private final Consumer<String> progress;

  /**
   * @param settings name of the content of {@code .tagboat.yaml}
   * @param started before {@code tree} was made
   * @param progress told how far it is, by any thread
   */
  WholeLook(
      BotConfig config,
      String settings,
      DirectoryTree tree,
      ScanCache cache,
      Instant started,
      Consumer<String> progress) {
    this.config = config;
    this.settings = settings;
    this.tree = tree;
    this.scanner = new Scanner(config.scan());
    this.cache = cache;
    this.started = started;
    this.progress = progress;
  }

  /** Everything that is known, put together. */
  Look everything() {
    return with(kept -> whole(kept, scan(kept)));
  }

  /** What is to be said of each file, with as little work as possible. */
  Listing listing() {
    return with(
        kept -> {
          List<ScanRun.Answer> answers = scan(kept);
          return listing(kept, answers).orElseGet(() -> whole(kept, answers).listing());
        });
  }

  private <T> T with(Function<Kept, T> work) {
    return cache.with(tree.root(), config.scan(), tree.sources().size(), work);
  }

  private List<ScanRun.Answer> scan(Kept kept) {
    return new ScanRun(kept.memory(), scanner, YamlFile.MAX_BYTES + 1, progress)
        .scan(tree.sources());
  }

  /** Empty when not even a part of what was put together the last time is of use. */
  private Optional<Listing> listing(Kept kept, List<ScanRun.Answer> answers) {
    ScanMemory.Basis basis = kept.memory().basis();
    if (!basis.settings().equals(settings) || basis.missing().stream().anyMatch(tree::holds)) {
      return Optional.empty();
    }
    return Affected.of(kept.memory(), answers)
        .filter(affected -> affected.files().isEmpty() || update(affected, answers))
        .map(
            affected -> {
              keep(kept, answers, basis);
              return Listing.of(answers);
            });
  }

  // Where settings choose the files, one of them may lead to a file that they leave out, and who
  // belongs together is not known before.
  private boolean update(Affected affected, List<ScanRun.Answer> answers) {
    if (!config.scan().include().equals(BotConfig.DEFAULTS.scan().include())) {
      return false;
    }
    Survey survey = Survey.ofEverything(tree, scanner, affected.scans());
    if (!tree.missing().isEmpty() || survey.files().size() > affected.scans().size()) {
      return false;
    }
    Map<String, Outcome> outcomes = Outcomes.of(new Findings(config, tree, survey));
    for (ScanRun.Answer answer : answers) {
      Known known = answer.known();
      if (known != null && affected.files().contains(answer.path())) {
        known.become(outcomes.get(answer.path()));
      }
    }
    return true;
  }

  private Look whole(Kept kept, List<ScanRun.Answer> answers) {
    Map<String, FileScan> scans = new LinkedHashMap<>();
    answers.forEach(answer -> take(answer, scans));
    Survey survey = Survey.ofEverything(tree, scanner, scans);
    Findings findings = new Findings(config, tree, survey);
    Map<String, Outcome> outcomes = Outcomes.of(findings);
    // A file that the settings leave out is not looked at the next time, so nothing is known then.
    boolean complete = survey.files().size() == scans.size();
    for (ScanRun.Answer answer : answers) {
      Known known = answer.known();
      if (known != null) {
        known.become(complete ? outcomes.get(answer.path()) : null);
      }
    }
    keep(
        kept,
        answers,
        complete
            ? new ScanMemory.Basis(settings, List.copyOf(tree.missing()))
            : ScanMemory.Basis.NONE);
    return new Look(findings, Listing.of(answers, outcomes));
  }

  private static void take(ScanRun.Answer answer, Map<String, FileScan> scans) {
    Known known = answer.known();
    if (known != null) {
      scans.put(answer.path(), known.scan());
    }
  }

  private void keep(Kept kept, List<ScanRun.Answer> answers, ScanMemory.Basis basis) {
    if (!basis.equals(kept.memory().basis()) || !kept.memory().isSame(answers)) {
      kept.keep(started, basis, answers);
    }
  }

  /** What a look at everything gives. */
  record Look(Findings findings, Listing listing) {}
}
