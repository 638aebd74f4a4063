package dev.tagboat.bot.plan;

import dev.tagboat.bot.scan.Site;

/** What becomes of one place, as far as one wanted version is concerned. */
sealed interface Judgement {
  record Yes(Bump bump) implements Judgement {}

  record No(Refusal refusal) implements Judgement {}

  static Judgement no(Site site, Wanted wanted, Refusal.Kind kind, String sentence) {
    return new No(new Refusal(site, wanted, kind, null, sentence));
  }
}
