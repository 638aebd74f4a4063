package dev.tagboat.server.work;

import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.server.config.Repository;
import java.net.URI;
import java.util.Optional;

/** Ways to tell something in repos that images were built of. */
@FunctionalInterface
public interface Sources {
  /** Tells nobody. */
  Sources NONE = (config, source) -> Optional.empty();

  /**
   * With the credentials of a config repo; empty when its forge only takes pushes.
   *
   * @param source a clone URL on the same forge
   * @throws dev.tagboat.bot.fault.UserFault when there can be no such repo
   */
  Optional<Announcer> of(Repository config, URI source);
}
