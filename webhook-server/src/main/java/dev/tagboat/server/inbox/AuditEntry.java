package dev.tagboat.server.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit.
 *
 * @param number from 1, without gaps
 * @param at to the millisecond
 * @param actor the person, or {@code tagboat}
 * @param action one word, such as {@code merged} or {@code signed-in}
 * @param subject what it was done to, such as an image with its tag; may be empty
 * @param repository the config repo's URL; empty when it concerns none
 * @param detail for people
 * @param source {@code push} for a step of a push, {@code cluster} for what happened in one, {@code
 *     person} for what somebody did here
 * @param sourceId of that step; null for none
 * @param hash see {@link #hashAfter}
 */
public record AuditEntry(
    long number,
    Instant at,
    String actor,
    String action,
    String subject,
    String repository,
    String detail,
    String source,
    @Nullable Long sourceId,
    String hash) {

  /** The hash before the first entry. */
  static final String BEGINNING = "0".repeat(64);

  static AuditEntry of(Row row) throws SQLException {
    long id = row.longNumber("source_id");
    return new AuditEntry(
        row.longNumber("number"),
        row.instant("at"),
        row.text("actor"),
        row.text("action"),
        row.text("subject"),
        row.text("repository"),
        row.text("detail"),
        row.text("source"),
        id == 0 ? null : id,
        row.text("hash"));
  }

  /**
   * SHA-256, in hexadecimal, over the hash of the entry before and all values, each in UTF-8 as its
   * number of bytes, a colon, and the bytes; times in milliseconds since 1970.
   *
   * @param previous the hash of the entry before; 64 zeros before the first
   */
  String hashAfter(String previous) {
    MessageDigest sha = sha256();
    List<String> values =
        List.of(
            previous,
            Long.toString(number),
            Long.toString(at.toEpochMilli()),
            actor,
            action,
            subject,
            repository,
            detail,
            source,
            sourceId == null ? "" : sourceId.toString());
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      sha.update(bytes);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  AuditEntry sealedAfter(String previous) {
    return new AuditEntry(
        number,
        at,
        actor,
        action,
        subject,
        repository,
        detail,
        source,
        sourceId,
        hashAfter(previous));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
