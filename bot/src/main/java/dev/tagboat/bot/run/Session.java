package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.plan.Knowledge;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.scan.ScanIndex;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One config repo, open for one batch. */
record Session(
    Target target,
    GitRepository repository,
    WordIndex index,
    ScanIndex scans,
    Clock clock,
    Knowledge knowledge,
    boolean allowDowngrade,
    Progress progress) {

  /** Fetches the base and our branches for these images, and reads what the base holds of them. */
  Checkout look(List<ImageName> images) {
    List<String> branches = new ArrayList<>();
    branches.add(target.branch());
    images.forEach(image -> branches.add(BranchName.of(image)));
    Map<String, CommitId> heads = repository.fetch(branches);
    CommitId base = heads.get(target.branch());
    if (base == null) {
      throw new UserFault(
          "the config repo has no branch '"
              + target.branch()
              + "'. Create it, or set another branch for this repository.");
    }
    return Checkout.read(heads, repository.snapshot(base), images, index, scans);
  }

  TransientFault lostRace(ImageName image) {
    return new TransientFault(
        "the branch " + BranchName.of(image) + " was moved by somebody else each time we looked");
  }
}
