package dev.tagboat.server.inbox;

import java.util.Map;

/** Where the two databases differ. */
enum Dialect {
  // INSERT OR REPLACE takes out what is in its way without a trigger for what is deleted.
  SQLITE(
      "TIMESTAMP",
      "BLOB",
      "INTEGER PRIMARY KEY AUTOINCREMENT",
      "",
      """
      CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
      CREATE TRIGGER audit_not_taken_out BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
      CREATE TRIGGER audit_not_replaced BEFORE INSERT ON audit
      WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
        OR EXISTS (SELECT 1 FROM audit WHERE source = NEW.source AND source_id = NEW.source_id)
      BEGIN SELECT RAISE(ABORT, 'the audit has this entry'); END;
      """),
  POSTGRESQL(
      "TIMESTAMP WITH TIME ZONE",
      "BYTEA",
      "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
      "UNLOGGED",
      """
      CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$;
      CREATE TRIGGER audit_not_changed BEFORE UPDATE OR DELETE ON audit
      FOR EACH ROW EXECUTE FUNCTION audit_only_grows();
      CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit
      FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
      """);

  private final String timestamp;
  private final String blob;
  private final String identity;
  private final String unlogged;
  private final String auditOnlyGrows;

  Dialect(String timestamp, String blob, String identity, String unlogged, String auditOnlyGrows) {
    this.timestamp = timestamp;
    this.blob = blob;
    this.identity = identity;
    this.unlogged = unlogged;
    this.auditOnlyGrows = auditOnlyGrows;
  }

  Map<String, String> placeholders() {
    return Map.of(
        "timestamp", timestamp,
        "blob", blob,
        "identity", identity,
        "unlogged", unlogged,
        "auditOnlyGrows", auditOnlyGrows);
  }
}
