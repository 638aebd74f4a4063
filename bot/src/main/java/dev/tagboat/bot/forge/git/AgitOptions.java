package dev.tagboat.bot.forge.git;

import dev.tagboat.bot.forge.Handover;
import dev.tagboat.bot.forge.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The push options of AGit, as Gitea and Forgejo know them (Forgejo docs, "AGit workflow"). */
final class AgitOptions {
  private static final int TITLE = 255;

  private AgitOptions() {}

  static Handover of(Proposal proposal, boolean fresh) {
    List<String> options = new ArrayList<>();
    options.add("topic=" + proposal.head());
    // Both hold from the first push on, whatever tag a later one moves it to.
    String title = OptionText.line(proposal.wishes().lasting(), TITLE - "WIP: ".length());
    options.add("title=" + (proposal.draft() ? "WIP: " : "") + title);
    options.add(
        "description=Opened by Tagboat, and moved by it when a newer tag is pushed: the message of"
            + " the newest commit says which images go to which tags, and where. To turn a tag"
            + " down, close it.");
    // A newer tag is one commit on a fresh base.
    options.add("force-push=true");
    boolean lost =
        !proposal.wishes().marks().isEmpty() || proposal.wishes().autoMerge().isPresent();
    return new Handover(
        Optional.of("refs/for/" + proposal.base()),
        options,
        lost && fresh
            ? List.of(
                "labels, reviewers, assignees and auto-merge were left out: a push to refs/for"
                    + " takes none")
            : List.of());
  }
}
