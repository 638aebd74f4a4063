package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImageName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is paused. Pushes of it are received and confirmed as ever, and wait; the newest of them is
 * proposed when it is resumed. Every method throws {@link dev.tagboat.bot.fault.TransientFault}
 * without a database.
 */
public final class Halts {
  private static final String PAUSE =
      """
      INSERT INTO halts (kind, name, person, since, reason) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (kind, name) DO NOTHING
      """;
  private static final String WAKE_IMAGE =
      """
      UPDATE push_targets SET next_attempt_at = ? WHERE state = 'waiting' AND push_id IN
        (SELECT id FROM pushes WHERE registry = ? AND path = ? AND state = 'confirmed')
      """;
  private static final String WAKE_REPOSITORY =
      "UPDATE push_targets SET next_attempt_at = ? WHERE state = 'waiting' AND repository = ?";

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;
  private final Runnable due;

  /**
   * @param due told that something is due; must return at once
   */
  public Halts(Database database, Clock clock, Runnable due) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
    this.due = due;
  }

  /** All of them, by name. */
  public List<Halt> all() {
    return readSql.list("SELECT * FROM halts ORDER BY kind, name", Halt::of);
  }

  /** Whether an image is paused, and why. */
  public Optional<Halt> of(ImageName image) {
    return find(Halt.Kind.IMAGE, image.toString());
  }

  /** Whether a config repo is paused, and why. */
  public Optional<Halt> of(String repository) {
    return find(Halt.Kind.REPOSITORY, repository);
  }

  private Optional<Halt> find(Halt.Kind kind, String name) {
    return readSql
        .list("SELECT * FROM halts WHERE kind = ? AND name = ?", Halt::of, kind.key(), name)
        .stream()
        .findFirst();
  }

  /** Whether that is new: somebody may have done so already. */
  public boolean pause(Halt.Kind kind, String name, String person, String reason) {
    String clean = History.clean(reason);
    return sql.update(PAUSE, kind.key(), name, person, clock.instant(), clean) == 1;
  }

  /** Whether it was paused; what waited is due now. */
  public boolean resume(ImageName image) {
    return resume(
        Halt.Kind.IMAGE,
        image.toString(),
        (tx, now) -> tx.update(WAKE_IMAGE, now, image.registry(), image.path()));
  }

  /** Whether it was paused; what waited is due now. */
  public boolean resume(String repository) {
    return resume(
        Halt.Kind.REPOSITORY, repository, (tx, now) -> tx.update(WAKE_REPOSITORY, now, repository));
  }

  private interface Wake {
    int in(Tx tx, Instant now) throws SQLException;
  }

  private boolean resume(Halt.Kind kind, String name, Wake wake) {
    boolean was =
        sql.transaction(
            tx -> {
              int gone =
                  tx.update("DELETE FROM halts WHERE kind = ? AND name = ?", kind.key(), name);
              wake.in(tx, clock.instant());
              return gone == 1;
            });
    due.run();
    return was;
  }
}
