package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where pushes are kept.
 *
 * @param url {@code jdbc:sqlite:FILE} (one server only, local disk) or {@code
 *     jdbc:postgresql://host/database} (any number of servers)
 */
public record DatabaseConfig(String url, @Nullable String username, @Nullable Secret password) {
  private static final String SQLITE = "jdbc:sqlite:";

  /**
   * @throws IllegalArgumentException when the URL is of neither form
   */
  public DatabaseConfig {
    if (!url.startsWith(SQLITE) && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database.url must start with jdbc:sqlite: or jdbc:postgresql:");
    }
  }

  public static DatabaseConfig sqlite(Path file) {
    return new DatabaseConfig(SQLITE + file, null, null);
  }

  public boolean isSqlite() {
    return url.startsWith(SQLITE);
  }

  /** The file of an SQLite database, without URL parameters. */
  public Path sqliteFile() {
    String rest = url.substring(SQLITE.length());
    int query = rest.indexOf('?');
    return Path.of(query < 0 ? rest : rest.substring(0, query));
  }
}
