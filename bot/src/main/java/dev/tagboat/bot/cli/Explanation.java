package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Refusal;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why one place would or would not change.
 *
 * @param candidate what was asked for; null when no tag was named
 * @param accepted null when that depends on the tag
 * @param source where the policy comes from
 */
record Explanation(
    Site site,
    @Nullable String candidate,
    @Nullable Boolean accepted,
    String policy,
    String source,
    String reason) {

  /** What no candidate could change. */
  private static final Set<Rejection> FINAL =
      EnumSet.of(Rejection.KEPT, Rejection.NOT_HONOURED, Rejection.NO_ORDER);

  /** One for each place, in the order of the files. */
  static List<Explanation> of(ImageReference asked, Tag tag, Findings found) {
    Wanted wanted = new Wanted(asked.name(), tag, asked.digest());
    BumpPlan plan = Planner.plan(List.of(wanted), found.rules(), found.sites(), false);
    String version = tag + (asked.digest() == null ? "" : "@" + asked.digest());
    List<Explanation> all = new ArrayList<>();
    for (Bump bump : plan.bumps()) {
      all.add(of(bump.site(), version, true, bump.reason(), found));
    }
    for (Refusal refusal : plan.refusals()) {
      all.add(of(refusal.site(), version, false, refusal.sentence(), found));
    }
    all.sort(Comparator.comparing(Explanation::site));
    return all;
  }

  static List<Explanation> withoutTag(ImageName image, Findings found) {
    return found.sites().stream()
        .filter(site -> site.image().equals(image))
        .map(site -> withoutTag(site, found))
        .toList();
  }

  private static Explanation withoutTag(Site site, Findings found) {
    String overridden = site.around().overriddenBy();
    if (overridden != null) {
      return of(site, null, false, overridden, found);
    }
    Tag current = site.tag() == null ? site.around().implied() : site.tag();
    if (current == null) {
      return site.around().slot() == null
          ? of(site, null, false, "no tag is written there that could be moved", found)
          : of(site, null, null, "no tag is written there yet; one would be added", found);
    }
    Ruling ruling = found.ruling(site);
    ImagePolicy policy = ruling.policy();
    Verification verify = ruling.verify();
    String signed = verify == null ? "" : ", if it is signed by " + verify.name();
    // Any other tag will do: what is asked is whether the policy ever looks at one.
    return policy.decide(current, other(current), false) instanceof Decision.Rejected no
            && FINAL.contains(no.kind())
        ? of(site, null, false, no.sentence(), found)
        : of(
            site, null, null, "a newer tag that the policy accepts would go there" + signed, found);
  }

  /** A tag that is not the current one. */
  static Tag other(Tag current) {
    return new Tag(current.value().equals("0") ? "1" : "0");
  }

  private static Explanation of(
      Site site,
      @Nullable String candidate,
      @Nullable Boolean accepted,
      String reason,
      Findings found) {
    Ruling ruling = found.ruling(site);
    String remark = site.around().remark();
    String why = remark == null ? reason : reason + "; " + remark;
    return new Explanation(
        site, candidate, accepted, ruling.policy().kind().key(), ruling.source(), why);
  }

  String verdict() {
    return accepted == null ? "depends" : accepted ? "yes" : "no";
  }

  JsonRow row() {
    return new JsonRow()
        .with("file", site.file())
        .with("line", site.at().line())
        .with("current", site.version().isEmpty() ? null : site.version())
        .with("candidate", candidate)
        .with("accepted", accepted)
        .with("policy", policy)
        .with("source", source)
        .with("reason", reason);
  }
}
