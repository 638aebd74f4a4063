package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.PeerRule;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.yaml.Position;

/**
 * Where a rule stands that is not in {@code .tagboat.yaml}.
 *
 * @param what it is, for people
 */
record Origin(String file, Position at, String what) {
  private static final int MAX_SHOWN = 200;

  /** {@code file:line:column: what}. */
  String source() {
    String shown = what.length() > MAX_SHOWN ? what.substring(0, MAX_SHOWN) + "…" : what;
    return file + ":" + at + ": " + Printable.plain(shown);
  }

  /** What another tool's rule means for a place; nothing passes where it means nothing. */
  Ruling ruling(PeerRule rule, Pin pin) {
    try {
      return new Ruling(rule.parsed(), source(), pin);
    } catch (IllegalArgumentException e) {
      return wrong(e.getMessage() + ", so nothing is changed where it holds");
    }
  }

  /** The same ruling, of which its author is told something. */
  Ruling noted(Ruling ruling, String sentence) {
    FileScan.Note note = new FileScan.Note(file, at, what + ": " + sentence);
    return new Ruling(ruling.policy(), ruling.source(), ruling.pin(), note);
  }

  /** Lets nothing pass, since that is what somebody wrote. */
  Ruling never(String sentence) {
    return new Ruling(ImagePolicy.closed(PolicyKind.NEVER, sentence), source(), Pin.KEEP);
  }

  /** Lets nothing pass, since what somebody wrote means nothing; that is reported. */
  Ruling wrong(String sentence) {
    return wrong(sentence, this);
  }

  /** The same, reported at another place. */
  Ruling wrong(String sentence, Origin reported) {
    String said = reported.what + ": " + sentence;
    FileScan.Note note = new FileScan.Note(reported.file, reported.at, said);
    return new Ruling(ImagePolicy.closed(PolicyKind.NEVER, said), source(), Pin.KEEP, note);
  }
}
