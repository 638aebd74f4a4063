package dev.tagboat.bot.run;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.pull.Announced;
import org.jspecify.annotations.Nullable;

/**
 * A push to be proposed to a config repo.
 *
 * @param id the caller's name for it, used in progress and outcomes; unique in a batch
 * @param digest what the registry confirmed the tag to be; null when nobody asked it, which the
 *     pull request then says
 * @param evidence what else the registry showed of it
 * @param announced who said that it was pushed; null when nobody knows
 */
public record Candidate(
    String id,
    ImagePush push,
    @Nullable Digest digest,
    ImageEvidence evidence,
    @Nullable Announced announced) {

  /** One of which nobody knows who said so. */
  public Candidate(String id, ImagePush push, @Nullable Digest digest, ImageEvidence evidence) {
    this(id, push, digest, evidence, null);
  }

  /** One of which nobody read more. */
  public Candidate(String id, ImagePush push, @Nullable Digest digest) {
    this(id, push, digest, new ImageEvidence.Missing("nobody asked the registry"));
  }
}
