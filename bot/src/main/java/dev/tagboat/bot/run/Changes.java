package dev.tagboat.bot.run;

import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Group;

/** Puts a plan into the words of the pull request's one value. */
final class Changes {
  private Changes() {}

  static Change of(Group group, BumpPlan plan) {
    return new Change(
        group,
        plan.bumps().stream()
            .map(Bump::wanted)
            .distinct()
            .map(Changes::version)
            .distinct()
            .toList(),
        plan.bumps().stream().map(Changes::place).toList());
  }

  private static Change.Version version(Wanted wanted) {
    String evidence =
        wanted.digest() == null
            ? "nobody asked the registry whether this tag exists: the check was skipped on request"
            : "the registry confirmed the tag and its digest before it was proposed";
    return new Change.Version(wanted.image(), wanted.tag(), wanted.digest(), evidence);
  }

  private static Change.Place place(Bump bump) {
    return new Change.Place(
        bump.site().image(),
        bump.site().file(),
        bump.site().at().line(),
        bump.site().tag(),
        bump.site().digest(),
        bump.tag(),
        bump.policy().key(),
        bump.reason());
  }
}
