package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.TransientFault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves what SQLite has written to its log into the database file, beside those who write. Left to
 * itself SQLite does it within whichever commit finds the log long, and who waits for that one
 * waits for the disk many times over. Nothing durable depends on it: a commit is safe in the log.
 *
 * @see <a href="https://www.sqlite.org/wal.html#ckpt">Checkpointing</a>
 */
final class Checkpoints implements AutoCloseable {
  /** Pages of 4 KiB. */
  private static final int WORTH_IT = 1_000;

  /** Pages; SQLite begins the log anew when there are more and nobody reads in it just then. */
  private static final int LONG = 4_000;

  /** Pages, 32 MiB; then others wait until who reads in the log is done and it is begun anew. */
  private static final int TOO_LONG = 8_000;

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Sql beside;
  private final Sql writing;
  private final int tooLong;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "sqlite-checkpoints");

  /**
   * @param writing whose only connection is the one that all writers share
   */
  Checkpoints(Sql beside, Sql writing) {
    this(beside, writing, TOO_LONG);
  }

  Checkpoints(Sql beside, Sql writing, int tooLong) {
    this.beside = beside;
    this.writing = writing;
    this.tooLong = tooLong;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In pages. */
  private record Log(int pages, int moved) {
    int waiting() {
      return pages - moved;
    }
  }

  void turn() {
    try {
      Log log = checkpoint(beside, "NOOP");
      if (log.waiting() >= WORTH_IT) {
        checkpoint(beside, "PASSIVE");
        log = checkpoint(beside, "NOOP");
      }
      // SQLite begins its log anew only when all of it was moved, which it never is while others
      // write. So the little that has come meanwhile is moved while nobody else can.
      // Nor is it while others read in it, who on a busy server take turns without a pause.
      if (log.pages() >= tooLong) {
        checkpoint(writing, "TRUNCATE");
      } else if (log.pages() >= LONG && log.waiting() > 0) {
        checkpoint(writing, "PASSIVE");
      }
    } catch (TransientFault e) {
      // It stays in the log. A disk that is full is told of by those who cannot write.
    }
  }

  private static Log checkpoint(Sql sql, String mode) {
    return sql.list(
            "PRAGMA wal_checkpoint(" + mode + ")",
            row -> new Log(row.number("log"), row.number("checkpointed")))
        .get(0);
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
