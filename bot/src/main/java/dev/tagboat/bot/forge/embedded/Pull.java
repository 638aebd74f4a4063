package dev.tagboat.bot.forge.embedded;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pull request, as it is kept. */
record Pull(
    int number,
    long id,
    String author,
    Text text,
    boolean draft,
    Branches branches,
    Marks marks,
    Life life,
    @Nullable String autoMerge) {

  record Text(String title, String body) {}

  /**
   * The two ends.
   *
   * @param baseSha what base pointed to when the pull request was opened, closed or merged
   */
  record Branches(String head, String headSha, String base, String baseSha) {}

  record Marks(
      List<String> labels,
      List<String> assignees,
      List<String> reviewers,
      List<String> teamReviewers) {
    Marks {
      labels = List.copyOf(labels);
      assignees = List.copyOf(assignees);
      reviewers = List.copyOf(reviewers);
      teamReviewers = List.copyOf(teamReviewers);
    }

    static Marks none() {
      return new Marks(List.of(), List.of(), List.of(), List.of());
    }
  }

  enum State {
    OPEN,
    CLOSED,
    MERGED
  }

  record Life(
      State state,
      Instant created,
      Instant updated,
      @Nullable Instant closed,
      @Nullable String mergedBy,
      @Nullable String mergeSha) {}

  boolean isOpen() {
    return life.state() == State.OPEN;
  }

  boolean isMerged() {
    return life.state() == State.MERGED;
  }

  Pull withText(Text newText) {
    return new Pull(number, id, author, newText, draft, branches, marks, life, autoMerge);
  }

  Pull withDraft(boolean newDraft) {
    return new Pull(number, id, author, text, newDraft, branches, marks, life, autoMerge);
  }

  Pull withHeadSha(String sha) {
    return with(new Branches(branches.head(), sha, branches.base(), branches.baseSha()));
  }

  Pull withBase(String base, String sha) {
    return with(new Branches(branches.head(), branches.headSha(), base, sha));
  }

  private Pull with(Branches newBranches) {
    return new Pull(number, id, author, text, draft, newBranches, marks, life, autoMerge);
  }

  Pull withMarks(Marks newMarks) {
    return new Pull(number, id, author, text, draft, branches, newMarks, life, autoMerge);
  }

  Pull withAutoMerge(@Nullable String method) {
    return new Pull(number, id, author, text, draft, branches, marks, life, method);
  }

  Pull touched(Instant now) {
    return with(
        new Life(
            life.state(), life.created(), now, life.closed(), life.mergedBy(), life.mergeSha()));
  }

  Pull closed(Instant now) {
    return with(new Life(State.CLOSED, life.created(), now, now, null, null));
  }

  Pull reopened(Instant now) {
    return with(new Life(State.OPEN, life.created(), now, null, null, null));
  }

  Pull merged(Instant now, String by, String sha) {
    return with(new Life(State.MERGED, life.created(), now, now, by, sha));
  }

  private Pull with(Life newLife) {
    return new Pull(number, id, author, text, draft, branches, marks, newLife, autoMerge);
  }
}
