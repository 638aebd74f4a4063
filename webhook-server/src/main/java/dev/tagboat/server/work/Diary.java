package dev.tagboat.server.work;

import dev.tagboat.bot.run.Progress;
import dev.tagboat.server.inbox.HistoryLine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes down the steps of one round, each with its time; they are stored with the outcome. */
final class Diary implements Progress {
  private final String repository;
  private final Clock clock;
  private final Map<String, List<HistoryLine>> steps = new HashMap<>();

  Diary(String repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Override
  public void done(String candidateId, Progress.Step step, String detail) {
    if (step == Progress.Step.PROPOSED) {
      // The outcome's own sentence says it, and more.
      return;
    }
    add(candidateId, step.name().toLowerCase(Locale.ROOT), detail);
  }

  void warn(String candidateId, String warning) {
    add(candidateId, "warning", warning);
  }

  private void add(String candidateId, String step, String detail) {
    steps
        .computeIfAbsent(candidateId, id -> new ArrayList<>())
        .add(new HistoryLine(clock.instant(), step, repository, detail));
  }

  List<HistoryLine> of(String candidateId) {
    return steps.getOrDefault(candidateId, List.of());
  }
}
