package dev.tagboat.bot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskMemoryTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path home;

  private DiskMemory at(int seconds) {
    Instant now = START.plus(Duration.ofSeconds(seconds));
    return new DiskMemory(home.resolve("cache/deep"), 1000, Clock.fixed(now, ZoneOffset.UTC));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(home.resolve("cache/deep"))) {
      return list.toList();
    }
  }

  @Test
  void keepsTheLastValue() {
    at(0).keep("a", "one".getBytes(UTF_8));
    at(0).keep("a", "two".getBytes(UTF_8));

    assertThat(at(0).find("a")).hasValueSatisfying(v -> assertThat(v).asString().isEqualTo("two"));
    assertThat(at(0).find("b")).isEmpty();
  }

  @Test
  void onlyItsOwnerCanReadIt() throws IOException {
    at(0).keep("a", new byte[0]);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("cache/deep"))))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 65, 67, 69})
  void aFileThatIsCutIsAsGoodAsAbsent(int length) throws IOException {
    at(0).keep("a", "value".getBytes(UTF_8));
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, length));

    assertThat(at(0).find("a")).isEmpty();
  }

  @Test
  void aFlippedBitAnywhereIsAsGoodAsAbsent() throws IOException {
    at(0).keep("a", "value".getBytes(UTF_8));
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] bad = whole.clone();
      bad[i] ^= 1;
      Files.write(file, bad);
      assertThat(at(0).find("a")).describedAs("byte %d", i).isEmpty();
    }
  }

  @Test
  void anotherEntrysFileIsNotTakenForThisOne() throws IOException {
    at(0).keep("a", "value".getBytes(UTF_8));
    Path a = files().get(0);
    at(0).keep("b", "value".getBytes(UTF_8));
    Path b = files().stream().filter(f -> !f.equals(a)).findFirst().orElseThrow();
    Files.copy(a, b, StandardCopyOption.REPLACE_EXISTING);

    assertThat(at(0).find("b")).isEmpty();
  }

  @Test
  void whatWasNotUsedForLongestGoes() throws IOException {
    byte[] value = new byte[200];
    at(0).keep("old", value);
    at(1).keep("used", value);
    at(2).keep("third", value);
    assertThat(at(9).find("old")).isPresent();
    at(10).keep("fourth", value);

    assertThat(at(11).find("used")).isEmpty();
    assertThat(at(11).find("old")).isPresent();
    assertThat(at(11).find("fourth")).isPresent();
    assertThat(files()).hasSizeLessThan(4);
  }

  @Test
  void whatIsTooLargeIsNotKept() {
    at(0).keep("a", new byte[4 * 1024 * 1024 + 1]);

    assertThat(at(0).find("a")).isEmpty();
  }

  @Test
  void aDirectoryThatCannotBeMadeCostsOnlyTheMemory() throws IOException {
    Files.writeString(home.resolve("cache"), "a file");

    at(0).keep("a", new byte[1]);

    assertThat(at(0).find("a")).isEmpty();
  }
}
