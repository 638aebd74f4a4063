package dev.tagboat.bot.run;

import dev.tagboat.bot.edit.UnifiedDiff;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.Comparison;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one candidate in one config repo. */
public sealed interface Outcome {

  String candidateId();

  /** One sentence for people. */
  String sentence();

  /**
   * A branch holds the change, and a pull request asks for it.
   *
   * @param action what was done to the pull request in this run
   * @param pullRequest null on a forge that only takes pushes
   * @param tags every version of the image that the branch now proposes
   * @param evidence what the pull request tells of each of its versions
   * @param diff the unified diff of the whole pull request
   * @param warnings what did not work but did not matter enough to stop
   */
  record Proposed(
      String candidateId,
      Action action,
      String branch,
      CommitId commit,
      @Nullable PullRequest pullRequest,
      List<Tag> tags,
      List<Comparison> evidence,
      String diff,
      List<String> warnings,
      String sentence)
      implements Outcome {
    public Proposed {
      tags = List.copyOf(tags);
      evidence = List.copyOf(evidence);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * What {@link Proposed} would be; the answer of a preview only.
   *
   * @param action what would be done to the pull request
   * @param title of the pull request
   * @param body of the pull request, Markdown
   * @param evidence what it tells of each of its versions
   */
  record Drafted(
      String candidateId,
      Action action,
      String branch,
      String title,
      String body,
      List<Comparison> evidence,
      String diff,
      List<String> warnings,
      String sentence)
      implements Outcome {
    public Drafted {
      evidence = List.copyOf(evidence);
      warnings = List.copyOf(warnings);
    }

    /**
     * @param pushOnly whether the forge keeps no pull requests
     */
    static Drafted of(
        String candidateId, Decided decided, List<String> problems, boolean pushOnly) {
      String branch = decided.change().group().branch();
      return new Drafted(
          candidateId,
          pushOnly ? decided.pushed() : decided.action(),
          branch,
          decided.text().title(),
          decided.text().body(),
          Comparison.of(decided.change()),
          UnifiedDiff.of(decided.edits()),
          problems.stream().map(problem -> "left alone: " + problem).toList(),
          pushOnly ? pushed(decided, branch) : sentence(decided));
    }

    private static String pushed(Decided decided, String branch) {
      return "branch " + branch + (decided.pushes() ? " would be pushed" : " already says so");
    }

    private static String sentence(Decided decided) {
      PullRequest open = decided.move().open();
      String number = open == null ? "" : " #" + open.number();
      return switch (decided.action()) {
        case CREATED -> "would be proposed";
        case UPDATED -> "would update pull request" + number;
        case UNCHANGED -> "pull request" + number + " already says so";
      };
    }
  }

  /** What was done to the pull request. */
  enum Action {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /** Nothing in the repo has to change: already there, or no place runs this image. */
  record NothingToDo(String candidateId, String sentence) implements Outcome {}

  /**
   * Places run this image, but policy, a person or a newer candidate says no.
   *
   * @param unproven whether a rule wants a signature that is not there
   */
  record Declined(String candidateId, String sentence, boolean unproven) implements Outcome {
    public Declined(String candidateId, String sentence) {
      this(candidateId, sentence, false);
    }
  }

  /**
   * Trouble that passes kept this one back, while others of its batch were done: worth another try.
   */
  record Later(String candidateId, TransientFault fault) implements Outcome {
    @Override
    public String sentence() {
      return String.valueOf(fault.getMessage());
    }
  }

  /**
   * Nothing was done yet, and nothing is wrong: a schedule, a limit, or an image that is too young.
   *
   * @param until when it is worth another try
   */
  record Waiting(String candidateId, String sentence, Instant until) implements Outcome {}

  /** A person must act first: permissions, configuration. Not retried. */
  record Failed(String candidateId, String sentence) implements Outcome {}
}
