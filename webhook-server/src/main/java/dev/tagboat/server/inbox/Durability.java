package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.TransientFault;

/** What is still to be waited for after a commit. */
@FunctionalInterface
interface Durability {
  /** The database waits for its disk by itself. */
  Durability OF_THE_DATABASE = () -> {};

  /**
   * Returns when no cut of power can lose what was committed.
   *
   * @throws TransientFault when that is not known
   */
  void reached();
}
