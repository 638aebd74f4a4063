package dev.tagboat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code audit verify}, beside a server that runs and on what it left. */
final class AuditCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("tagboat-server.yaml"), "data: data\n");
    Files.createDirectories(folder.resolve("data"));
  }

  private Path file() {
    return folder.resolve("data").resolve("tagboat.db");
  }

  private Database open() {
    return Database.open(DatabaseConfig.sqlite(file()));
  }

  private int verify(String... more) {
    out.getBuffer().setLength(0);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> args = new ArrayList<>(List.of("audit", "verify", "--config"));
    args.add(folder.resolve("tagboat-server.yaml").toString());
    args.addAll(List.of(more));
    return line.execute(args.toArray(String[]::new));
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void holdsBesideAServerUntilSomebodyChangesIt() throws SQLException {
    try (Database database = open()) {
      AuditLog audit = new AuditLog(database, new ManualClock());
      audit.add("ann", "retry", "r.io/a:1", "", "");
      audit.add("bob", "retry", "r.io/a:2", "", "");

      assertThat(verify()).as(err.toString()).isZero();
      assertThat(out.toString()).contains("2 entries hold together", audit.verify().head());
      assertThat(verify("--head", audit.verify().head())).isZero();
      assertThat(verify("--head", "0".repeat(64))).isEqualTo(1);
    }
    assertThatThrownBy(() -> change("DELETE FROM audit")).hasMessageContaining("only grows");
    change("DROP TRIGGER audit_not_changed");
    change("UPDATE audit SET actor = 'nobody' WHERE number = 2");

    assertThat(verify()).isEqualTo(1);
    assertThat(out.toString())
        .contains("entry 2 is not as it was written. The 1 entries before it do.");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(verify()).isEqualTo(2);
    assertThat(err.toString()).startsWith("There is no database ").contains("tagboat.db");
    assertThat(file()).doesNotExist();
  }
}
