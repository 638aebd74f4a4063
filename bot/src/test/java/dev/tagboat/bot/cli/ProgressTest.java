package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line, written over in place, gone in the end. */
class ProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long millis = 1_000_000;
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private Console console(boolean terminal, Map<String, String> env) {
    return new Console(InputStream.nullInputStream(), out, err, env, terminal, clock);
  }

  private Console terminal() {
    return console(true, Map.of());
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void after(Console console, int pause, String text) {
    millis += pause;
    console.progress(text);
  }

  @Test
  void nothingShowsInTheFirstSecond() {
    Console console = terminal();

    after(console, 0, "1 of 3");
    after(console, 999, "2 of 3");
    console.flush();

    assertThat(err()).isEmpty();
  }

  @Test
  void fiveTimesASecondAtMostAndGoneInTheEnd() {
    Console console = terminal();

    after(console, 1_000, "file 10");
    after(console, 199, "file 20");
    after(console, 1, "file 3");
    console.flush();

    assertThat(err()).isEqualTo("\rfile 10\rfile 3 \r" + " ".repeat(6) + "\r");
  }

  @Test
  void whatCameTooEarlyShowsWhenItIsTime() {
    Console console = terminal();

    after(console, 0, "fetching");
    millis += 999;
    console.tick();
    assertThat(err()).isEmpty();
    millis += 1;
    console.tick();
    console.tick();

    assertThat(err()).isEqualTo("\rfetching");
  }

  @Test
  void nothingShowsAfterTheEndOrBetweenResults() {
    Console console = terminal();

    after(console, 0, "fetching");
    console.out().print("result\n");
    millis += 2_000;
    console.tick();
    after(console, 0, "more");
    console.flush();
    after(console, 2_000, "late");
    console.tick();

    assertThat(err()).isEqualTo("\rmore\r    \r");
  }

  @Test
  void whatIsPrintedHasItsOwnLine() {
    Console console = terminal();

    after(console, 1_000, "ab");
    console.note("trouble");
    console.out().print("result\n");
    console.flush();

    assertThat(err()).isEqualTo("\rab\r  \rtrouble\n");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("result\n");
  }

  @Test
  void aLongLineIsCutAndAHostileOneCannotSteer() {
    Console console = terminal();

    after(console, 1_000, "\u001b[2J" + "x".repeat(200));

    assertThat(err()).startsWith("\r\\u001b[2Jxxx").endsWith("x…").doesNotContain("\u001b");
    assertThat(err().strip()).hasSize(79);
  }

  @Test
  void noneInAPipeOnADumbTerminalOrOnceHidden() {
    Console pipe = console(false, Map.of());
    Console dumb = console(true, Map.of("TERM", "dumb"));
    Console hidden = terminal();
    hidden.hideProgress();

    for (Console console : new Console[] {pipe, dumb, hidden}) {
      after(console, 5_000, "file 10");
      console.flush();
    }

    assertThat(err()).isEmpty();
  }

  @Test
  void noColourIsNoReasonToBeSilentSinceThereIsNone() {
    Console console = console(true, Map.of("NO_COLOR", "1"));

    after(console, 1_000, "file 10");

    assertThat(err()).isEqualTo("\rfile 10");
  }

  // It was said of check and propose only; a scan of 50,000 files was silent.
  @Test
  void commandsThatReadOrWriteFilesTellHowFarTheyAre(@TempDir Path dir) {
    ConfigRepoDir repo = ConfigRepoDir.in(dir);
    for (String[] words :
        List.of(
            new String[] {"scan", repo.dir(), "--no-cache"},
            new String[] {"explain", "nginx:1.26", "--dir", repo.dir()},
            new String[] {"bump", "nginx:1.26", "--dir", repo.dir()})) {
      err.reset();
      Console console = terminal();
      millis += 1_000;

      Main.run(words, new Context(console, Map.of(), clock));

      assertThat(err()).as(words[0]).contains("listing the files");
    }
  }
}
