package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Kind;

/**
 * What is known of an image's signature. That one stands beside the image proves nothing: whoever
 * may push to the registry can put it there.
 *
 * @param words for people, to be escaped
 */
public record Signature(Status status, String words) {
  /** Nobody looked. */
  public static final Signature UNKNOWN = new Signature(Status.UNKNOWN, "not looked for");

  /** How far a signature can be relied on. */
  public enum Status {
    UNKNOWN,
    UNSIGNED,
    UNCHECKED,
    VERIFIED
  }

  /** What the registry alone tells: whether there is one. */
  public static Signature of(ImageEvidence evidence) {
    if (!(evidence instanceof ImageEvidence.Seen seen)) {
      return UNKNOWN;
    }
    if (seen.attachments().stream().anyMatch(one -> one.kind() == Kind.SIGNATURE)) {
      return new Signature(Status.UNCHECKED, "signed, not checked");
    }
    boolean looked = seen.gaps().stream().noneMatch(gap -> gap.startsWith("not everything beside"));
    return looked ? new Signature(Status.UNSIGNED, "unsigned") : UNKNOWN;
  }

  /**
   * One that was checked.
   *
   * @param by the key or the identity, such as {@code key cosign.pub}
   */
  public static Signature verified(String by) {
    return new Signature(Status.VERIFIED, "verified by " + by);
  }
}
