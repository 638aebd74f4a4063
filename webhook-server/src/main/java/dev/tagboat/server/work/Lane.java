package dev.tagboat.server.work;

import java.time.Instant;
import java.util.Optional;

/** Work that is done one thing after the other: all of one registry, or all of one config repo. */
interface Lane {

  /**
   * Does what is due. Whatever goes wrong with one push is stored with that push; only what keeps
   * the lane itself from working, such as a database that is away, is thrown.
   */
  void work();

  /** When there will be something to do next; empty when nothing waits. */
  Optional<Instant> next();
}
