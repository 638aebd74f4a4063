package dev.tagboat.server.work;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is done to one config repo, by one server at a time: what waits is proposed first, then
 * its pull requests are looked after.
 */
record RepositoryLane(Lane bump, Lane look) implements Lane {
  @Override
  public void work() {
    bump.work();
    look.work();
  }

  @Override
  public Optional<Instant> next() {
    return Stream.of(bump.next(), look.next()).flatMap(Optional::stream).min(Instant::compareTo);
  }
}
