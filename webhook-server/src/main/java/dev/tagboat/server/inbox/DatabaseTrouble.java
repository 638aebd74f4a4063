package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells the database's trouble, which passes, from bugs. */
public final class DatabaseTrouble {
  private DatabaseTrouble() {}

  /** What the database said, when that is what a failure comes from. */
  public static Optional<String> in(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .findFirst()
        .map(e -> String.valueOf(e.getMessage()).strip());
  }
}
