package dev.tagboat.bot.forge.github;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers what the test says, then that it is free; and keeps what it was told. */
final class ScriptedTurns implements Turns {
  private final Deque<Answer> answers;
  private final List<String> said = new ArrayList<>();
  private final Set<String> lanes = new TreeSet<>();

  ScriptedTurns(Answer... answers) {
    this.answers = new ArrayDeque<>(List.of(answers));
  }

  List<String> said() {
    return said;
  }

  Set<String> lanes() {
    return lanes;
  }

  @Override
  public Answer ask(String lane, boolean write) {
    lanes.add(lane);
    said.add("ask " + write);
    return answers.isEmpty() ? Answer.FREE : answers.pop();
  }

  @Override
  public void done(String lane, Duration untilWrite, Duration rest) {
    lanes.add(lane);
    said.add("done " + untilWrite + " " + rest);
  }
}
