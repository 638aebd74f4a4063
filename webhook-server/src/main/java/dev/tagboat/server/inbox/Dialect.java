package dev.tagboat.server.inbox;

import java.util.Map;

/** Where the two databases differ. */
enum Dialect {
  SQLITE("TIMESTAMP", "BLOB", "INTEGER PRIMARY KEY AUTOINCREMENT"),
  POSTGRESQL(
      "TIMESTAMP WITH TIME ZONE", "BYTEA", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");

  private final String timestamp;
  private final String blob;
  private final String identity;

  Dialect(String timestamp, String blob, String identity) {
    this.timestamp = timestamp;
    this.blob = blob;
    this.identity = identity;
  }

  Map<String, String> placeholders() {
    return Map.of("timestamp", timestamp, "blob", blob, "identity", identity);
  }
}
