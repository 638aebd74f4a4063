package dev.tagboat.bot.plan;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.ImageFacts;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what changes. Pure: the same input gives the same plan. */
public final class Planner {
  private final BotConfig config;
  private final boolean allowDowngrade;
  private final SharedTags shared;
  private final Function<ImageName, ImageFacts> facts;
  private final List<Bump> bumps = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private Planner(
      BotConfig config,
      boolean allowDowngrade,
      SharedTags shared,
      Function<ImageName, ImageFacts> facts) {
    this.facts = facts;
    this.config = config;
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
      List<Wanted> wanted, BotConfig config, List<Site> sites, boolean allowDowngrade) {
    return plan(wanted, config, sites, allowDowngrade, image -> ImageFacts.none());
  }

  /**
   * The same, where more is known of the images than their tags.
   *
   * @param facts asked by rules with {@code newest}, {@code minimum-age} or {@code platforms}
   */
  public static BumpPlan plan(
      List<Wanted> wanted,
      BotConfig config,
      List<Site> sites,
      boolean allowDowngrade,
      Function<ImageName, ImageFacts> facts) {
    Planner planner = new Planner(config, allowDowngrade, SharedTags.of(sites), facts);
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
    ImagePolicy policy = ImagePolicy.of(config.ruleFor(site.image()));
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
    boolean first = policy.compare(a.tag(), b.tag(), facts.apply(a.site().image())) > 0;
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
    Tag current = site.tag();
    if (current == null) {
      return Judgement.no(site, wanted, Refusal.Kind.NO_TAG, noTag(site));
    }
    boolean sameTag = current.equals(wanted.tag());
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
          "another image takes its tag from the same value through an alias. Give each its own tag.");
    }
    if (!config.pullRequests().schedule().isEmpty()) {
      return Judgement.no(
          site,
          wanted,
          Refusal.Kind.SETTING,
          ".tagboat.yaml sets pull-requests.schedule, which this version of Tagboat cannot honour"
              + " yet, so nothing is changed");
    }
    Decision decision =
        policy.decide(current, wanted.tag(), allowDowngrade, facts.apply(site.image()));
    if (decision instanceof Decision.Rejected no) {
      return new Judgement(
          List.of(),
          List.of(new Refusal(site, wanted, Refusal.Kind.POLICY, no.kind(), no.sentence())));
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

  private static String noTag(Site site) {
    return site.digest() == null
        ? "no tag is written there that could be moved"
        : "only a digest is written there, so nothing tells which tags may replace it";
  }
}
