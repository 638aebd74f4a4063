package dev.tagboat.bot.pull;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why we closed a pull request of ours, as its {@link StateBlock} says. */
public enum Ending {
  NOTHING_LEFT("nothing is left to change"),
  UNPROVEN("what it proposed is no longer proven"),
  IGNORED("somebody asked to ignore what it proposed");

  private final String why;

  Ending(String why) {
    this.why = why;
  }

  /** As the block spells it: {@code nothing-left}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The ending of that spelling; null when it is none. */
  static @Nullable Ending of(String key) {
    return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst().orElse(null);
  }

  /** A sentence without capital and full stop. */
  public String why() {
    return why;
  }
}
