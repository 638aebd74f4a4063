package dev.tagboat.server.inbox;

import java.util.Map;

/** Where the two databases differ. */
enum Dialect {
  SQLITE("TIMESTAMP", "BLOB", "INTEGER PRIMARY KEY AUTOINCREMENT", ""),
  POSTGRESQL(
      "TIMESTAMP WITH TIME ZONE",
      "BYTEA",
      "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
      "UNLOGGED");

  private final String timestamp;
  private final String blob;
  private final String identity;
  private final String unlogged;

  Dialect(String timestamp, String blob, String identity, String unlogged) {
    this.timestamp = timestamp;
    this.blob = blob;
    this.identity = identity;
    this.unlogged = unlogged;
  }

  Map<String, String> placeholders() {
    return Map.of("timestamp", timestamp, "blob", blob, "identity", identity, "unlogged", unlogged);
  }
}
