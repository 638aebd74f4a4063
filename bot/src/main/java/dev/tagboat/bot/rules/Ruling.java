package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.policy.ImagePolicy;

/**
 * The rule that holds for one place.
 *
 * @param source where it stands, for people: {@code default}, {@code .tagboat.yaml: NAME}, or
 *     {@code file:line:column: what}
 * @param pin what becomes of a digest
 */
public record Ruling(ImagePolicy policy, String source, Pin pin) {
  /** The source of a rule that nobody wrote. */
  public static final String DEFAULT = "default";
}
