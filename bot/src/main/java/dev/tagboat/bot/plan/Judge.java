package dev.tagboat.bot.plan;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.ImageFacts;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Frame;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.SiteKind;
import dev.tagboat.bot.scan.Slice;
import dev.tagboat.bot.yaml.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides whether one place may get one wanted version. */
final class Judge {
  private final SharedTags shared;
  private final boolean allowDowngrade;
  private final Knowledge knowledge;

  Judge(SharedTags shared, boolean allowDowngrade, Knowledge knowledge) {
    this.shared = shared;
    this.allowDowngrade = allowDowngrade;
    this.knowledge = knowledge;
  }

  Judgement judge(Site site, Wanted wanted, Ruling ruling, ImageFacts facts) {
    if (isThere(site, wanted, ruling.pin())) {
      String there = site.tag() == null ? wanted.tag().value() : site.version();
      return Judgement.no(site, wanted, Refusal.Kind.ALREADY_THERE, there + " is there already");
    }
    String overridden = site.around().overriddenBy();
    if (overridden != null) {
      return Judgement.no(site, wanted, Refusal.Kind.OVERRIDDEN, overridden);
    }
    if (site.tag() == null && site.around().slot() == null) {
      return Judgement.no(site, wanted, Refusal.Kind.NO_TAG, noTag(site));
    }
    if (shared.isShared(site)) {
      return Judgement.no(site, wanted, Refusal.Kind.SHARED, sharedBy(site));
    }
    return byPolicy(site, wanted, ruling, facts);
  }

  private Judgement byPolicy(Site site, Wanted wanted, Ruling ruling, ImageFacts facts) {
    Tag current = current(site);
    Decision decision =
        current == null
            ? ruling.policy().decideUnknown(wanted.tag(), facts)
            : ruling.policy().decide(current, wanted.tag(), allowDowngrade, facts);
    if (decision instanceof Decision.Rejected no) {
      return new Judgement.No(
          new Refusal(
              site,
              wanted,
              Refusal.Kind.POLICY,
              no.kind(),
              no.sentence(),
              no.until(),
              ruling.source()));
    }
    String fixed = fixedPart(site, wanted, ruling.pin());
    if (fixed != null) {
      return Judgement.no(site, wanted, Refusal.Kind.FIXED_PART, fixed);
    }
    boolean pinned = ruling.pin() == Pin.DIGEST || (ruling.pin() == Pin.KEEP && hasDigest(site));
    if (pinned && wanted.digest() == null) {
      return Judgement.no(site, wanted, Refusal.Kind.DIGEST_UNKNOWN, digestUnknown(wanted, ruling));
    }
    SignatureVerdict signature = Proof.of(wanted, ruling, knowledge);
    Optional<Refusal> unproven = Proof.refuse(site, wanted, ruling, signature);
    if (unproven.isPresent()) {
      return new Judgement.No(unproven.get());
    }
    String reason = reason(site, wanted, ruling.pin(), decision.sentence());
    return new Judgement.Yes(
        new Bump(
            site,
            wanted,
            ruling.policy().kind(),
            ruling.pin(),
            ruling.source(),
            reason + alsoChanging(site.around().aliases()),
            signature));
  }

  // What a pin asks for can be missing though the tag is right.
  private static boolean isThere(Site site, Wanted wanted, Pin pin) {
    if (!wanted.tag().equals(current(site))) {
      return false;
    }
    return switch (pin) {
      case KEEP -> !hasDigest(site) || isSame(site, wanted);
      case TAG -> !hasDigest(site);
      case DIGEST -> hasDigest(site) && isSame(site, wanted);
    };
  }

  private static @Nullable Tag current(Site site) {
    return site.tag() == null ? site.around().implied() : site.tag();
  }

  private static boolean hasDigest(Site site) {
    return site.digest() != null;
  }

  private static boolean isSame(Site site, Wanted wanted) {
    return site.digest() != null && site.digest().equals(wanted.digest());
  }

  private static String reason(Site site, Wanted wanted, Pin pin, String decision) {
    if (!wanted.tag().equals(site.tag())) {
      return decision;
    }
    if (pin == Pin.TAG) {
      return "the rule names images by tag only";
    }
    return hasDigest(site) ? decision : "the rule pins images by digest";
  }

  private static String alsoChanging(List<Position> aliases) {
    if (aliases.isEmpty()) {
      return "";
    }
    return aliases.stream()
        .map(at -> String.valueOf(at.line()))
        .distinct()
        .collect(
            Collectors.joining(
                ", ",
                aliases.size() == 1
                    ? "; the YAML alias changes with it, in line "
                    : "; its YAML aliases change with it, in lines ",
                ""));
  }

  private static String digestUnknown(Wanted wanted, Ruling ruling) {
    return (ruling.pin() == Pin.DIGEST
            ? "the rule pins images by digest"
            : "the place is pinned by digest")
        + ", and the digest of "
        + wanted
        + " is not known. Give it as "
        + wanted.image()
        + ":"
        + wanted.tag()
        + "@sha256:…, or let the registry be asked.";
  }

  private static String sharedBy(Site site) {
    return site.kind() == SiteKind.CHART
        ? "another image of the chart has no tag of its own either, so both run this appVersion."
            + " Give each its own tag in the values."
        : "another image takes its tag from the same value. Give each its own tag.";
  }

  /** Why a place that is put together from several values cannot hold what it should. */
  private static @Nullable String fixedPart(Site site, Wanted wanted, Pin pin) {
    Frame frame = site.around().frame();
    if (!frame.fits(wanted.tag().value())) {
      return "only a part of the tag stands in the variable, and "
          + wanted.tag()
          + " does not have the rest of it ("
          + frame.before()
          + "…"
          + frame.after()
          + ")";
    }
    if (pin == Pin.DIGEST && !hasDigest(site) && !frame.after().isEmpty()) {
      return "the tag goes on behind the variable, so no digest can be added. Add it by hand.";
    }
    boolean apart = site.kind() == SiteKind.COMPOSE && pin == Pin.TAG && isApart(site);
    return apart
        ? "the digest does not stand right behind the tag, so it cannot be taken out. Do it by hand."
        : null;
  }

  private static boolean isApart(Site site) {
    Slice tag = site.tagSlice();
    Slice digest = site.digestSlice();
    return tag != null
        && digest != null
        && !(tag.scalars().equals(digest.scalars()) && tag.to() + 1 == digest.from());
  }

  private static String noTag(Site site) {
    return hasDigest(site)
        ? "only a digest is written there, so nothing tells which tags may replace it"
        : "no tag is written there that could be moved";
  }
}
