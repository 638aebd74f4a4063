package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.Known;
import dev.tagboat.bot.cli.memory.Outcome;
import dev.tagboat.bot.cli.memory.Row;
import dev.tagboat.bot.cli.memory.ScanRun;
import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.FileScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is to be said of each file of a work-tree.
 *
 * @param unread why files could not be read, with their names
 * @param files what is known of all others, in their order
 */
record Listing(List<String> unread, List<File> files) {
  Listing {
    unread = List.copyOf(unread);
    files = List.copyOf(files);
  }

  /** One file. */
  record File(String path, Outcome outcome) {}

  /** Takes one place. */
  interface Taker {
    void take(String file, Row row);
  }

  /**
   * From what is known of every file.
   *
   * @throws dev.tagboat.bot.cli.memory.DamagedMemory when that cannot be read
   */
  static Listing of(List<ScanRun.Answer> answers) {
    List<File> files = new ArrayList<>(answers.size());
    for (ScanRun.Answer answer : answers) {
      Known known = answer.known();
      if (known != null) {
        files.add(new File(answer.path(), known.outcome()));
      }
    }
    return new Listing(unread(answers), files);
  }

  /** From outcomes, also of files that others led to. */
  static Listing of(List<ScanRun.Answer> answers, Map<String, Outcome> outcomes) {
    SortedMap<String, Outcome> sorted = new TreeMap<>(outcomes);
    List<File> files = new ArrayList<>(sorted.size());
    sorted.forEach((path, outcome) -> files.add(new File(path, outcome)));
    return new Listing(unread(answers), files);
  }

  private static List<String> unread(List<ScanRun.Answer> answers) {
    List<String> all = new ArrayList<>();
    for (ScanRun.Answer answer : answers) {
      IOException failure = answer.failure();
      if (failure != null) {
        all.add(answer.path() + ":1:1: cannot be read: " + Walk.reason(failure));
      }
    }
    return all;
  }

  boolean isEmpty() {
    return files.stream().allMatch(file -> file.outcome().rows().isEmpty());
  }

  /** Every place, in the order of the files. */
  void forEach(Taker taker) {
    for (File file : files) {
      for (Row row : file.outcome().rows()) {
        taker.take(file.path(), row);
      }
    }
  }

  /** Tells of each file that is left alone, and of what means nothing. */
  void tell(Consumer<String> problems) {
    unread.forEach(problems);
    for (File file : files) {
      String problem = file.outcome().problem();
      if (problem != null) {
        problems.accept(problem);
      }
    }
    files.forEach(file -> file.outcome().notes().forEach(problems));
    files.forEach(file -> file.outcome().linkNotes().forEach(problems));
    Stream<FileScan.Note> notes = files.stream().flatMap(f -> f.outcome().ruleNotes().stream());
    Rulebook.inOrder(notes).forEach(note -> problems.accept(note.sentence()));
  }

  /** Those of the settings' fields that lead to nothing in any file. */
  List<FieldRule> idle(List<FieldRule> fields) {
    Set<FieldRule> matched = new HashSet<>();
    for (File file : files) {
      for (int index : file.outcome().fields()) {
        matched.add(fields.get(index));
      }
    }
    return fields.stream().filter(field -> !matched.contains(field)).toList();
  }
}
