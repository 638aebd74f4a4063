package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When each config repo was last read or its forge asked, by whichever server. Every method throws
 * {@link dev.tagboat.bot.fault.TransientFault} without a database.
 */
public final class Contacts {
  /** One that goes well is not written down more often. */
  private static final Duration EVERY = Duration.ofSeconds(30);

  private static final String GOOD =
      """
      INSERT INTO repository_contacts (repository, good_at, problem) VALUES (?, ?, '')
      ON CONFLICT (repository) DO UPDATE SET good_at = excluded.good_at
      """;
  private static final String FAILED =
      """
      INSERT INTO repository_contacts (repository, failed_at, problem) VALUES (?, ?, ?)
      ON CONFLICT (repository) DO UPDATE
        SET failed_at = excluded.failed_at, problem = excluded.problem
      """;

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  public Contacts(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  /**
   * @param good when it last went well; null when it never did
   * @param failed when it last did not; null when it always went well
   * @param problem why it last did not; empty with {@code failed} null
   */
  public record Contact(@Nullable Instant good, @Nullable Instant failed, String problem) {
    static Contact of(Row row) throws SQLException {
      return new Contact(
          row.instantOrNull("good_at"), row.instantOrNull("failed_at"), row.text("problem"));
    }

    /** Whether it did not go well the last time. */
    public boolean isFailing() {
      return failed != null && (good == null || failed.isAfter(good));
    }
  }

  /** It answered. */
  public void good(String repository) {
    Instant now = clock.instant();
    Instant last = written.get(repository);
    if (last == null || !now.isBefore(last.plus(EVERY))) {
      sql.update(GOOD, repository, now);
      written.put(repository, now);
    }
  }

  /**
   * @param problem a sentence
   */
  public void failed(String repository, String problem) {
    sql.update(FAILED, repository, clock.instant(), History.clean(problem));
    written.remove(repository);
  }

  /** By the config repo's key; one that was never asked is not in it. */
  public Map<String, Contact> all() {
    record Line(String repository, Contact contact) {}
    Map<String, Contact> all = new HashMap<>();
    readSql
        .list(
            "SELECT * FROM repository_contacts",
            row -> new Line(row.text("repository"), Contact.of(row)))
        .forEach(line -> all.put(line.repository(), line.contact()));
    return all;
  }
}
