package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Instant;

/**
 * Somebody has paused an image or a config repo: nothing of it is proposed meanwhile.
 *
 * @param name the image's name, or the config repo's key
 * @param person who did, as the audit names them
 * @param reason in their words; empty when they gave none
 */
public record Halt(Kind kind, String name, String person, Instant since, String reason) {

  /** What is paused. */
  public enum Kind {
    IMAGE,
    REPOSITORY;

    String key() {
      return this == IMAGE ? "image" : "repository";
    }
  }

  /** For a push that has to wait. */
  public String sentence() {
    return (kind == Kind.IMAGE ? "the image" : "this config repo")
        + " is paused by "
        + person
        + (reason.isEmpty() ? "" : ": " + reason);
  }

  static Halt of(Row row) throws SQLException {
    return new Halt(
        row.text("kind").equals("image") ? Kind.IMAGE : Kind.REPOSITORY,
        row.text("name"),
        row.text("person"),
        row.instant("since"),
        row.text("reason"));
  }
}
