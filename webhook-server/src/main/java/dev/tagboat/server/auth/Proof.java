package dev.tagboat.server.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sender proved itself with.
 *
 * @param key what people know the key by, never the key itself
 * @param expires until when the same proof would be taken; null when it has no end
 */
public record Proof(String key, @Nullable Instant expires) {
  private static final int LONGEST = 300;

  /** Cuts what is too long: parts of it come from tokens. */
  public Proof {
    key = key.replaceAll("\\p{C}+", " ");
    key = key.length() <= LONGEST ? key : key.substring(0, LONGEST) + "…";
  }
}
