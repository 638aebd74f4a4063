package dev.tagboat.server.inbox;

import dev.tagboat.server.auth.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Sessions of the pages. They end by themselves, and at once when somebody signs out. */
public final class Sessions {
  /** A working day; whoever works longer signs in again. */
  public static final Duration LENGTH = Duration.ofHours(12);

  private static final int ID_BYTES = 32;
  private static final int LONGEST_ID = 64;

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Sessions(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  /**
   * Begins a session, and forgets those that are over.
   *
   * @param mark what the keys of its forms end with, see {@link Session#isOf}
   * @return its id, which only its cookie ever holds
   * @throws dev.tagboat.bot.fault.TransientFault without a database
   */
  public String begin(Role role, String person, String mark) {
    String id = unguessable();
    Instant now = clock.instant();
    sql.transaction(
        tx -> {
          tx.update("DELETE FROM sessions WHERE expires_at <= ?", now);
          return tx.update(
              "INSERT INTO sessions (id_hash, role, person, form_key, began_at, expires_at)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              hash(id),
              role.key(),
              person,
              unguessable() + "." + mark,
              now,
              now.plus(LENGTH));
        });
    return id;
  }

  /** The session of a cookie; empty when there is none, or it is over. */
  public Optional<Session> find(String id) {
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      return Optional.empty();
    }
    return readSql
        .list(
            "SELECT * FROM sessions WHERE id_hash = ? AND expires_at > ?",
            Session::of,
            hash(id),
            clock.instant())
        .stream()
        .findFirst();
  }

  /** Whoever has its cookie is signed out. */
  public void end(String id) {
    sql.update("DELETE FROM sessions WHERE id_hash = ?", hash(id));
  }

  private String unguessable() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String id) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
