package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
  @TempDir private Path dir;

  private Path jar(String name, String content) throws IOException {
    Path jar = dir.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      ZipEntry entry = new ZipEntry("A.class");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void onlyTheSameContentIsTheSameProgram() throws IOException {
    String id = Program.id(jar("a.jar", "one"));

    assertThat(Program.id(jar("b.jar", "one"))).isEqualTo(id);
    assertThat(Program.id(jar("c.jar", "two"))).isNotEqualTo(id);
  }

  @Test
  void whatIsNoJarIsNoProgram() throws IOException {
    Path file = Files.writeString(dir.resolve("a.jar"), "nothing of the kind, but long enough");

    assertThatIOException().isThrownBy(() -> Program.id(file)).withMessageContaining("a.jar");
    assertThatIOException()
        .isThrownBy(() -> Program.id(Files.writeString(dir.resolve("b.jar"), "short")));
  }

  @Test
  void classesInADirectoryAreNoBuildThatCanBeTold() {
    assertThat(Program.id()).isEmpty();
  }
}
