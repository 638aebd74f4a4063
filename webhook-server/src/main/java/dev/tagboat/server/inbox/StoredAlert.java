package dev.tagboat.server.inbox;

import dev.tagboat.server.clusters.Alert;
import dev.tagboat.server.clusters.Trouble;
import java.sql.SQLException;

/**
 * An alert that waits to be told.
 *
 * @param attempts how often that was tried in vain
 */
public record StoredAlert(long id, Alert alert, int attempts) {

  static StoredAlert of(Row row) throws SQLException {
    return new StoredAlert(
        row.longNumber("id"),
        new Alert(
            row.text("cluster"),
            new Trouble(Trouble.Kind.of(row.text("kind")), row.text("sentence")),
            Alert.Phase.of(row.text("phase")),
            row.instant("since"),
            row.instant("at"),
            row.textOrNull("revision")),
        row.number("attempts"));
  }
}
