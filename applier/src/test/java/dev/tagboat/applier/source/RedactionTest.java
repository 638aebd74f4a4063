package dev.tagboat.applier.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.config.ConfigFile;
import dev.tagboat.applier.config.SourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedactionTest {
  private static final String PASSWORD = "hunter2 /+x";

  @TempDir private Path folder;

  private SourceConfig config() throws IOException {
    Files.writeString(folder.resolve("token"), PASSWORD);
    return ConfigFile.read(
            Files.writeString(
                folder.resolve("c.yaml"),
                "cluster: a\nsource: { url: 'https://example.org/x.git', password-file: token }\n"))
        .source();
  }

  @Test
  void hidesThePasswordInEachFormThatItHasOnItsWay() throws IOException {
    Redaction redaction = Redaction.of(config());
    String basic = Base64.getEncoder().encodeToString(("tagboat:" + PASSWORD).getBytes(UTF_8));

    for (String form :
        new String[] {PASSWORD, "hunter2+%2F%2Bx", "hunter2%20%2F%2Bx", basic, "Basic " + basic}) {
      assertThat(redaction.of("a " + form + " b")).isIn("a *** b", "a Basic *** b");
    }
  }

  @Test
  void hidesTheCredentialsOfAnyUrl() throws IOException {
    assertThat(Redaction.of(config()).of("to https://other@example.org and ssh://git@example.org"))
        .isEqualTo("to https://***@example.org and ssh://git@example.org");
  }

  @Test
  void doesWithoutAPasswordThatCannotBeRead() throws IOException {
    SourceConfig config = config();
    Files.delete(folder.resolve("token"));

    assertThat(Redaction.of(config).of("as it is")).isEqualTo("as it is");
  }
}
