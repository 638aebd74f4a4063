package dev.tagboat.bot.forge.git;

import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Handover;
import dev.tagboat.bot.forge.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GitLab's push options for merge requests (GitLab docs, "Push options"). */
final class GitLabOptions {
  private static final int TITLE = 255;
  private static final String MERGE_REQUEST = "merge_request.";

  private GitLabOptions() {}

  /**
   * @param fresh whether marks are put on: what people take off again stays off
   */
  static Handover of(Proposal proposal, boolean fresh) {
    List<String> options = new ArrayList<>();
    options.add(MERGE_REQUEST + "create");
    options.add(MERGE_REQUEST + "target=" + proposal.base());
    options.add(MERGE_REQUEST + "title=" + OptionText.line(proposal.title(), TITLE));
    // GitLab turns a written \n into a line end.
    String description = OptionText.lines(proposal.body(), "\\n");
    if (!description.isBlank()) {
      options.add(MERGE_REQUEST + "description=" + description);
    }
    options.add(MERGE_REQUEST + "remove_source_branch");
    if (proposal.draft()) {
      options.add(MERGE_REQUEST + "draft");
    }
    if (fresh) {
      mark(options, proposal.wishes().marks());
    }
    Optional<Method> merge = proposal.draft() ? Optional.empty() : proposal.wishes().autoMerge();
    if (fresh && merge.isPresent()) {
      options.add(MERGE_REQUEST + "merge_when_pipeline_succeeds");
      if (merge.get() == Method.SQUASH) {
        options.add(MERGE_REQUEST + "squash");
      }
    }
    Decoration marks = proposal.wishes().marks();
    boolean lost = !marks.reviewers().isEmpty() || !marks.teamReviewers().isEmpty();
    return new Handover(
        Optional.empty(),
        options,
        lost && fresh
            ? List.of("reviewers were left out: GitLab takes none by a push")
            : List.of());
  }

  private static void mark(List<String> options, Decoration marks) {
    marks
        .labels()
        .forEach(label -> options.add(MERGE_REQUEST + "label=" + OptionText.line(label, TITLE)));
    marks
        .assignees()
        .forEach(name -> options.add(MERGE_REQUEST + "assign=" + OptionText.line(name, TITLE)));
  }
}
