package dev.tagboat.bot.run;

import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.plan.Knowledge;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Group;
import dev.tagboat.bot.scan.ScanIndex;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One config repo, open for one batch. */
record Session(
    Target target,
    GitRepository repository,
    WordIndex index,
    ScanIndex scans,
    Clock clock,
    Knowledge knowledge,
    Signatures signatures,
    Lookback lookback,
    boolean allowDowngrade,
    Preferences preferences,
    Progress progress) {

  /**
   * Fetches the base and our branches for these images, and reads what the base holds of them; and
   * of what else their branches propose, when several images share one.
   */
  Checkout look(List<ImageName> images) {
    Checkout first = read(fetch(images.stream().map(BranchName::of).toList()), images);
    PullRequestSettings settings = first.config().pullRequests();
    if (preferences.usesBranchOf(settings.groupBy())) {
      return first;
    }
    List<String> shared =
        preferences.groups(settings, images, first.sites()).stream()
            .map(Group::branch)
            .distinct()
            .toList();
    Map<String, CommitId> heads = fetch(shared);
    Set<ImageName> all = new LinkedHashSet<>(images);
    shared.forEach(branch -> all.addAll(proposed(heads, branch)));
    return read(heads, List.copyOf(all));
  }

  /** The same for one branch of ours, whatever shares it. */
  Checkout look(String branch) {
    Map<String, CommitId> heads = fetch(List.of(branch));
    return read(heads, proposed(heads, branch));
  }

  /** The images that a branch proposes. */
  private List<ImageName> proposed(Map<String, CommitId> heads, String branch) {
    CommitId head = heads.get(branch);
    return head == null
        ? List.of()
        : repository.commitsBetween(base(heads), head).stream()
            .flatMap(commit -> CommitMessage.proposes(commit.message()).stream())
            .map(ImageReference::name)
            .distinct()
            .toList();
  }

  private Map<String, CommitId> fetch(List<String> ours) {
    List<String> branches = new ArrayList<>();
    branches.add(target.branch());
    branches.addAll(ours);
    Map<String, CommitId> heads = repository.fetch(branches);
    if (!target.forge().takesReviews()) {
      return heads;
    }
    Map<String, CommitId> all = new LinkedHashMap<>(heads);
    for (String branch : ours) {
      all.remove(branch);
      repository.submitted(branch).ifPresent(commit -> all.put(branch, commit));
    }
    return all;
  }

  private Checkout read(Map<String, CommitId> heads, List<ImageName> images) {
    return Checkout.read(
        heads, repository.snapshot(base(heads)), images, index, scans, preferences);
  }

  private CommitId base(Map<String, CommitId> heads) {
    CommitId base = heads.get(target.branch());
    if (base == null) {
      throw new UserFault(
          "the config repo has no branch '"
              + target.branch()
              + "'. Create it, or set another branch for this repository.");
    }
    return base;
  }

  /** Whom the commits are by that we make and push. */
  Identity committer() {
    Identity wanted = preferences.committer();
    return wanted == null ? target.committer() : wanted;
  }

  /** Who is named as their author. */
  Identity author() {
    Identity wanted = preferences.author();
    return wanted == null ? committer() : wanted;
  }

  static TransientFault lostRace(String branch) {
    return new TransientFault(
        "the branch " + branch + " was moved by somebody else each time we looked");
  }
}
