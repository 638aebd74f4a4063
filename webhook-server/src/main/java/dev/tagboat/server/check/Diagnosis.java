package dev.tagboat.server.check;

import dev.tagboat.bot.doctor.Finding;

/**
 * What was found about what one of the server's credentials may do.
 *
 * @param subject the config repo's URL; empty where the finding names the place itself
 */
public record Diagnosis(String subject, Finding finding) {
  public boolean isTooMuch() {
    return finding.status() == Finding.Status.TOO_MUCH;
  }

  /** In one line: what, and what to do about it. */
  public String sentence() {
    return (subject.isEmpty() ? "" : subject + ": ")
        + finding.sentence()
        + (finding.advice().isEmpty() ? "" : " " + finding.advice());
  }
}
