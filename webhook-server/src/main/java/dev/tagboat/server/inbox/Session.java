package dev.tagboat.server.inbox;

import dev.tagboat.server.auth.Role;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Somebody who is signed in.
 *
 * @param person as the audit names them
 * @param formKey what the forms of this session carry, so that no other page can send them
 */
public record Session(Role role, String person, String formKey, Instant expiresAt) {

  /** Whether it was begun with the token that has this mark. */
  public boolean isOf(String mark) {
    return formKey.endsWith("." + mark);
  }

  static Session of(Row row) throws SQLException {
    return new Session(
        Role.of(row.text("role")),
        row.text("person"),
        row.text("form_key"),
        row.instant("expires_at"));
  }
}
