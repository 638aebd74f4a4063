package dev.tagboat.server.auth;

import java.util.Locale;

/** What somebody who is signed in may do. */
public enum Role {
  /** Sees everything, changes nothing. */
  READER,
  /** May act, too. */
  OPERATOR;

  /** As the database and the pages spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that spelling. */
  public static Role of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
