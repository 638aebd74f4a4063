package dev.tagboat.bot.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What must be proven of an image before it is proposed.
 *
 * @param cosign a signature made with a key pair
 */
public record Verification(@Nullable Cosign cosign) {
  /**
   * @param key path in the repo of the public key in PEM form
   */
  public record Cosign(@JsonProperty(required = true) String key) {}
}
