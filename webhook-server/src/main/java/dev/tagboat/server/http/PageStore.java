package dev.tagboat.server.http;

import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.Contacts;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.Halts;
import dev.tagboat.server.inbox.Overview;
import dev.tagboat.server.inbox.Points;
import dev.tagboat.server.inbox.Sessions;
import java.time.Clock;

/** What the pages need of the database beyond what the API does. */
public record PageStore(
    Overview overview,
    Sessions sessions,
    AuditLog audit,
    Halts halts,
    Contacts contacts,
    Points points) {

  /** Over an open database; nobody is told of what is due. */
  public static PageStore of(Database database, Clock clock) {
    return of(database, clock, () -> {});
  }

  /**
   * Over an open database.
   *
   * @param due told that something is due; must return at once
   */
  public static PageStore of(Database database, Clock clock, Runnable due) {
    return new PageStore(
        new Overview(database, clock),
        new Sessions(database, clock),
        new AuditLog(database, clock),
        new Halts(database, clock, due),
        new Contacts(database, clock),
        new Points(database));
  }
}
