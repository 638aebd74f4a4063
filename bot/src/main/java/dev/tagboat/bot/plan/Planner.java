package dev.tagboat.bot.plan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.policy.ImageFacts;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what changes. Pure: the same input gives the same plan. */
public final class Planner {
  private final Rulebook rules;
  private final Judge judge;
  private final Knowledge knowledge;
  private final List<Bump> bumps = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private Planner(Rulebook rules, Judge judge, Knowledge knowledge) {
    this.rules = rules;
    this.judge = judge;
    this.knowledge = knowledge;
  }

  /** As below, with nothing known of the images but their tags. */
  public static BumpPlan plan(
      List<Wanted> wanted, Rulebook rules, List<Site> sites, boolean allowDowngrade) {
    return plan(wanted, rules, sites, allowDowngrade, Knowledge.NONE);
  }

  /**
   * @param wanted in the order in which they became known: of two that the policy cannot order, the
   *     later one goes
   * @param sites every place found
   * @param allowDowngrade whether an older version is wanted too
   * @param knowledge asked only by rules that need to know more of an image than its tag
   */
  public static BumpPlan plan(
      List<Wanted> wanted,
      Rulebook rules,
      List<Site> sites,
      boolean allowDowngrade,
      Knowledge knowledge) {
    Judge judge = new Judge(SharedTags.of(sites), allowDowngrade, knowledge);
    Planner planner = new Planner(rules, judge, knowledge);
    Map<ImageName, List<Wanted>> byImage = new LinkedHashMap<>();
    wanted.forEach(w -> byImage.computeIfAbsent(w.image(), i -> new ArrayList<>()).add(w));
    Set<ImageName> found = new HashSet<>();
    for (Site site : sites.stream().sorted().toList()) {
      found.add(site.image());
      planner.decide(site, byImage.getOrDefault(site.image(), List.of()));
    }
    List<Wanted> unmatched = wanted.stream().filter(w -> !found.contains(w.image())).toList();
    return new BumpPlan(planner.bumps, planner.refusals, unmatched);
  }

  private void decide(Site site, List<Wanted> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    Ruling ruling = rules.of(site);
    ImageFacts facts = knowledge.of(site.image());
    @Nullable Bump best = null;
    for (Wanted wanted : candidates) {
      Judgement judgement = judge.judge(site, wanted, ruling, facts);
      if (judgement instanceof Judgement.No no) {
        refusals.add(no.refusal());
      } else if (judgement instanceof Judgement.Yes yes) {
        best = best == null ? yes.bump() : higher(best, yes.bump(), ruling.policy(), facts);
      }
    }
    if (best != null) {
      bumps.add(best);
    }
  }

  private Bump higher(Bump a, Bump b, ImagePolicy policy, ImageFacts facts) {
    boolean first = policy.compare(a.tag(), b.tag(), facts) > 0;
    Bump higher = first ? a : b;
    Bump lower = first ? b : a;
    if (!lower.wanted().equals(higher.wanted())) {
      refusals.add(
          new Refusal(
              lower.site(),
              lower.wanted(),
              Refusal.Kind.SUPERSEDED,
              null,
              lower.tag() + " is superseded by " + higher.tag()));
    }
    return higher;
  }
}
