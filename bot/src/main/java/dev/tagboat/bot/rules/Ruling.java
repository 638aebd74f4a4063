package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.scan.FileScan;
import org.jspecify.annotations.Nullable;

/**
 * The rule that holds for one place.
 *
 * @param source where it stands, for people: {@code default}, {@code .tagboat.yaml: NAME}, or
 *     {@code file:line:column: what}
 * @param pin what becomes of a digest
 * @param note what its author must be told, since the rule means nothing, or not what it seems to;
 *     null when all is well
 * @param verify what must be proven of an image that the policy accepts; null for nothing
 */
public record Ruling(
    ImagePolicy policy,
    String source,
    Pin pin,
    FileScan.@Nullable Note note,
    @Nullable Verification verify) {
  /** The source of a rule that nobody wrote. */
  public static final String DEFAULT = "default";

  /** The source of a rule that whoever runs this gave, for where nobody wrote one. */
  public static final String ON_REQUEST = "default of whoever asked";

  /** One that asks for no proof. */
  Ruling(ImagePolicy policy, String source, Pin pin, FileScan.@Nullable Note note) {
    this(policy, source, pin, note, null);
  }

  /** One whose author needs no word. */
  Ruling(ImagePolicy policy, String source, Pin pin) {
    this(policy, source, pin, null);
  }
}
