package dev.tagboat.server.inbox;

import java.sql.SQLException;

/** A failure as it comes out of a library that works on the database. */
public final class FullDisk {
  private FullDisk() {}

  public static RuntimeException failure() {
    return new IllegalStateException(new SQLException("disk is full"));
  }
}
