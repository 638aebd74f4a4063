package dev.tagboat.bot.plan;

import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.Frame;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what changes. Pure: the same input gives the same plan. */
public final class Planner {
  private final Rulebook rules;
  private final boolean allowDowngrade;
  private final SharedTags shared;
  private final List<Bump> bumps = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private Planner(Rulebook rules, boolean allowDowngrade, SharedTags shared) {
    this.rules = rules;
    this.shared = shared;
    this.allowDowngrade = allowDowngrade;
  }

  /**
   * @param wanted in the order in which they became known: of two that the policy cannot order, the
   *     later one goes
   * @param sites every place found
   * @param allowDowngrade whether an older version is wanted too
   */
  public static BumpPlan plan(
      List<Wanted> wanted, Rulebook rules, List<Site> sites, boolean allowDowngrade) {
    Planner planner = new Planner(rules, allowDowngrade, SharedTags.of(sites));
    for (Site site : sites.stream().sorted().toList()) {
      List<Wanted> here =
          wanted.stream().filter(version -> version.image().equals(site.image())).toList();
      if (!here.isEmpty()) {
        planner.decide(site, here);
      }
    }
    List<Wanted> unmatched =
        wanted.stream()
            .filter(v -> sites.stream().noneMatch(site -> site.image().equals(v.image())))
            .toList();
    return new BumpPlan(planner.bumps, planner.refusals, unmatched);
  }

  private void decide(Site site, List<Wanted> candidates) {
    ImagePolicy policy = rules.of(site).policy();
    @Nullable Bump best = null;
    for (Wanted wanted : candidates) {
      Judgement judgement = judge(site, wanted, policy);
      refusals.addAll(judgement.refusals());
      for (Bump bump : judgement.bumps()) {
        best = best == null ? bump : higher(best, bump, policy);
      }
    }
    if (best != null) {
      bumps.add(best);
    }
  }

  private Bump higher(Bump a, Bump b, ImagePolicy policy) {
    boolean first = policy.compare(a.tag(), b.tag()) > 0;
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

  /** Exactly one of the two lists has one element. */
  private record Judgement(List<Bump> bumps, List<Refusal> refusals) {
    static Judgement no(Site site, Wanted wanted, Refusal.Kind kind, String sentence) {
      return new Judgement(List.of(), List.of(new Refusal(site, wanted, kind, null, sentence)));
    }
  }

  private Judgement judge(Site site, Wanted wanted, ImagePolicy policy) {
    Tag written = site.tag();
    if (written == null && site.around().slot() == null) {
      return Judgement.no(site, wanted, Refusal.Kind.NO_TAG, noTag(site));
    }
    String overridden = site.around().overriddenBy();
    if (overridden != null) {
      return Judgement.no(site, wanted, Refusal.Kind.OVERRIDDEN, overridden);
    }
    Tag current = written == null ? site.around().implied() : written;
    boolean sameTag = wanted.tag().equals(current);
    boolean sameDigest = site.digest() == null || site.digest().equals(wanted.digest());
    if (sameTag && sameDigest) {
      return Judgement.no(
          site, wanted, Refusal.Kind.ALREADY_THERE, site.version() + " is there already");
    }
    if (shared.isShared(site)) {
      return Judgement.no(
          site,
          wanted,
          Refusal.Kind.SHARED,
          "another image takes its tag from the same value. Give each its own.");
    }
    if (!rules.config().pullRequests().schedule().isEmpty()) {
      return Judgement.no(
          site,
          wanted,
          Refusal.Kind.SETTING,
          ".tagboat.yaml sets pull-requests.schedule, which this version of Tagboat cannot honour"
              + " yet, so nothing is changed");
    }
    Decision decision =
        current == null
            ? policy.decideUnknown(wanted.tag())
            : policy.decide(current, wanted.tag(), allowDowngrade);
    if (decision instanceof Decision.Rejected no) {
      return new Judgement(
          List.of(),
          List.of(new Refusal(site, wanted, Refusal.Kind.POLICY, no.kind(), no.sentence())));
    }
    Frame frame = site.around().frame();
    if (!frame.fits(wanted.tag().value())) {
      return Judgement.no(site, wanted, Refusal.Kind.FIXED_PART, fixedPart(frame, wanted));
    }
    if (site.digest() != null && wanted.digest() == null) {
      return Judgement.no(
          site,
          wanted,
          Refusal.Kind.DIGEST_UNKNOWN,
          "the place is pinned by digest, and the digest of "
              + wanted
              + " is not known. Give it as "
              + wanted.image()
              + ":"
              + wanted.tag()
              + "@sha256:…, or let the registry be asked.");
    }
    return new Judgement(
        List.of(new Bump(site, wanted, policy.kind(), decision.sentence())), List.of());
  }

  private static String fixedPart(Frame frame, Wanted wanted) {
    return "only a part of the tag stands in the variable, and "
        + wanted.tag()
        + " does not have the rest of it ("
        + frame.before()
        + "…"
        + frame.after()
        + ")";
  }

  private static String noTag(Site site) {
    return site.digest() == null
        ? "no tag is written there that could be moved"
        : "only a digest is written there, so nothing tells which tags may replace it";
  }
}
