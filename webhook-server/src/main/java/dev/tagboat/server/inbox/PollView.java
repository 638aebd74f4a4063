package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImageName;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an image that is looked at now and then stands.
 *
 * @param next when it is looked at next
 * @param failures how often in a row that did not work
 * @param problem why the last look did not work; null when it did, or there was none yet
 */
public record PollView(ImageName image, Instant next, int failures, @Nullable String problem) {

  static PollView of(Row row) throws SQLException {
    return new PollView(
        new ImageName(row.text("registry"), row.text("path")),
        row.instant("next_at"),
        row.number("failures"),
        row.textOrNull("problem"));
  }
}
