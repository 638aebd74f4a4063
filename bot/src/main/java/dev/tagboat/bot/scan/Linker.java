package dev.tagboat.bot.scan;

import java.util.List;

/**
 * Puts one kind of thing together that stands in several files. Which files can have to do with
 * each other must follow from their links: {@link Reach} says how.
 */
interface Linker {
  /** What else has to be looked at, as far as can be told from what was. */
  Leads leads(Scans scans);

  /** Adds and changes places. */
  void link(Scans scans, Sites sites);

  /** What has no effect, as can only be told now. */
  default List<FileScan.Note> notes(Scans scans) {
    return List.of();
  }
}
