package dev.tagboat.server.http;

import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.Overview;
import dev.tagboat.server.inbox.Sessions;
import java.time.Clock;

/** What the pages need of the database beyond what the API does. */
public record PageStore(Overview overview, Sessions sessions, AuditLog audit) {

  /** Over an open database. */
  public static PageStore of(Database database, Clock clock) {
    return new PageStore(
        new Overview(database, clock),
        new Sessions(database, clock),
        new AuditLog(database, clock));
  }
}
