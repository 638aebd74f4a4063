package dev.tagboat.bot.plan;

import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Site;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One place stays as it is, as far as one wanted version is concerned.
 *
 * @param rejection what the policy said; null when the policy was not asked
 * @param sentence why, for people
 * @param until when it will be otherwise; null when nobody knows
 * @param rule where the rule stands that says no; null when none does
 */
public record Refusal(
    Site site,
    Wanted wanted,
    Kind kind,
    @Nullable Rejection rejection,
    String sentence,
    @Nullable Instant until,
    @Nullable String rule) {

  public Refusal(
      Site site, Wanted wanted, Kind kind, @Nullable Rejection rejection, String sentence) {
    this(site, wanted, kind, rejection, sentence, null, null);
  }

  /** What it says, and by which rule, where somebody wrote one. */
  public String reason() {
    return rule == null || rule.equals(Ruling.DEFAULT) || rule.equals(Ruling.ON_REQUEST)
        ? sentence
        : sentence + " (rule: " + rule + ")";
  }

  /** Why. */
  public enum Kind {
    /** Nothing to do: the place has this version. */
    ALREADY_THERE,
    /** A higher one of the wanted versions goes there. */
    SUPERSEDED,
    /** The place has no tag that could be moved. */
    NO_TAG,
    /** The place is pinned by digest, and nobody knows the new one. */
    DIGEST_UNKNOWN,
    /** A part of the tag stands elsewhere, and the wanted one differs there. */
    FIXED_PART,
    /** A change here has no effect, or another one than was asked for, because of another place. */
    OVERRIDDEN,
    /** An alias makes another image use the same tag. */
    SHARED,
    /** The policy says no. */
    POLICY
  }
}
