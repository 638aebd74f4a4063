package dev.tagboat.bot.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Frame;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.Reach;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.SiteKind;
import dev.tagboat.bot.scan.Slice;
import dev.tagboat.bot.scan.Slot;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.ScalarStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanMemoryTest {
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static final Position AT = new Position(3, 4);
  private static final ImageName IMAGE = ImageName.parse("ghcr.io/acme/app").orElseThrow();

  @TempDir private Path dir;

  private List<ScanRun.Answer> scan(ScanMemory memory) throws IOException {
    return scan(memory, text -> {});
  }

  private List<ScanRun.Answer> scan(ScanMemory memory, Consumer<String> progress)
      throws IOException {
    Scanner scanner = new Scanner(BotConfig.DEFAULTS.scan());
    try (var files = Files.list(dir.resolve("repo"))) {
      return new ScanRun(memory, scanner, 1000, progress)
          .scan(files.sorted().map(ScanMemoryTest::source).toList());
    }
  }

  private static ScanRun.Source source(Path file) {
    try {
      return new ScanRun.Source(file.getFileName().toString(), file, FileState.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, String tag) throws IOException {
    Path file = Files.createDirectories(dir.resolve("repo")).resolve(name);
    return Files.writeString(file, "image: {repository: a/b, tag: " + tag + "}\n");
  }

  private ScanMemory kept(Instant when) throws IOException {
    ScanRun.keep(
        dir.resolve("memory"), "key", when, ScanMemory.Basis.NONE, scan(ScanMemory.empty()));
    return ScanMemory.read(dir.resolve("memory"), "key");
  }

  private static FileScan found(ScanRun.Answer answer) {
    return Objects.requireNonNull(answer.known()).scan();
  }

  private static List<String> fresh(List<ScanRun.Answer> answers) {
    return answers.stream().filter(ScanRun.Answer::fresh).map(ScanRun.Answer::path).toList();
  }

  @Test
  void whatLooksUntouchedIsNotReadAgain() throws IOException {
    write("a-values.yaml", "1.0");
    Path b = write("b-values.yaml", "1.0");
    ScanMemory memory = kept(LATER);

    assertThat(fresh(scan(memory))).isEmpty();
    write("b-values.yaml", "2.0");
    List<ScanRun.Answer> answers = scan(memory);
    assertThat(fresh(answers)).containsExactly("b-values.yaml");
    assertThat(answers).hasSize(2);
    assertThat(found(answers.get(1)).sites().get(0).version()).isEqualTo("2.0");
    Files.delete(b);
    assertThat(scan(memory)).hasSize(1);
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    for (int i = 0; i < 120; i++) {
      write("values-" + i + ".yaml", "1.0");
    }
    Queue<String> told = new ConcurrentLinkedQueue<>();

    scan(ScanMemory.empty(), told::add);

    assertThat(told)
        .containsExactlyInAnyOrder("scanned 50 of 120 files", "scanned 100 of 120 files");
  }

  @Test
  void ofAFileLargerThanTheLimitOnlyThatMuchIsRead() throws IOException {
    String first = "image: {repository: a/b, tag: 1.0}\n";
    Path file = write("a-values.yaml", "1.0");
    Files.writeString(file, first + "#".repeat(1000 - first.length()) + "\nimage: [");

    FileScan scan = found(scan(ScanMemory.empty()).get(0));

    assertThat(scan.problem()).isNull();
    assertThat(scan.sites()).hasSize(1);
  }

  @Test
  void sameSizeAndTimeStillTellsByTheSystemsOwnNumbers() throws IOException {
    Path file = write("a-values.yaml", "1.0");
    FileTime time = Files.getLastModifiedTime(file);
    ScanMemory memory = kept(LATER);

    write("a-values.yaml", "2.0");
    Files.setLastModifiedTime(file, time);

    assertThat(fresh(scan(memory))).containsExactly("a-values.yaml");
  }

  @Test
  void whatChangedAroundTheLastRunIsReadButScannedOnlyWhenItsContentIsNew() throws IOException {
    write("a-values.yaml", "1.0");
    ScanMemory memory = kept(Instant.now());

    assertThat(memory.isSettled(FileState.of(dir.resolve("repo/a-values.yaml")))).isFalse();
    assertThat(fresh(scan(memory))).isEmpty();
  }

  @Test
  void anotherKeyOrADamagedFileIsNothing() throws IOException {
    write("a-values.yaml", "1.0");
    Path file = dir.resolve("memory");
    assertThat(kept(LATER).isEmpty()).isFalse();
    assertThat(ScanMemory.read(file, "other").isEmpty()).isTrue();
    assertThat(ScanMemory.read(dir.resolve("none"), "key").isEmpty()).isTrue();
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(20261126);
    for (int i = 0; i < 2000; i++) {
      byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, bad);
      // Whatever was done to it shows.
      assertThat(ScanMemory.read(file, "key").isEmpty()).isEqualTo(!Arrays.equals(bad, good));
    }
  }

  private static Throwable catchIn(ThrowableAssert.ThrowingCallable reading) {
    Throwable thrown = ThrowableAssert.catchThrowable(reading);
    // What can still be read is fine.
    return thrown == null ? new DamagedMemory("not at all") : thrown;
  }

  @Test
  void whatSomebodyWroteOnPurposeIsNothingOrFailsAsDamaged() throws IOException {
    write("a-values.yaml", "1.0");
    Path file = dir.resolve("memory");
    assertThat(kept(LATER).isEmpty()).isFalse();
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(20261127);
    for (int i = 0; i < 5000; i++) {
      byte[] bad = Arrays.copyOf(good, Long.BYTES + 1 + random.nextInt(good.length - Long.BYTES));
      bad[Long.BYTES + random.nextInt(bad.length - Long.BYTES)] ^= (byte) (1 + random.nextInt(255));
      ByteBuffer.wrap(bad).putLong(0, ScanMemory.head(bad, bad.length));
      Files.write(file, bad);
      Known known = ScanMemory.read(file, "key").find("a-values.yaml");
      if (known != null) {
        for (Throwable thrown : List.of(catchIn(known::scan), catchIn(known::outcome))) {
          assertThat(thrown).isInstanceOf(DamagedMemory.class);
        }
      }
    }
  }

  @Test
  void everythingThatAScanCanHoldComesBackEqual() throws IOException {
    Hint.FluxMarker marker = new Hint.FluxMarker(AT, "flux", "app", null);
    List<Hint> hints =
        List.of(
            new Hint.Comment(AT, "semver ^1 🚢"),
            marker,
            new Hint.Annotations(
                AT,
                Map.of("keel.sh/policy", "minor"),
                List.of(new Hint.Annotations.Key("keel.sh/policy", AT)),
                "web"));
    Slice slice = new Slice(List.of(4, 5000), 1, 300);
    Site site =
        new Site(
            "a.yaml",
            AT,
            SiteKind.ARGOCD,
            IMAGE,
            new Tag("1.2"),
            Digest.parse("sha256:" + "a".repeat(64)).orElseThrow(),
            slice,
            slice,
            new Site.Surroundings(
                hints,
                List.of(AT),
                new Slot(7, "newTag", ScalarStyle.SINGLE_QUOTED, false),
                new Tag("1.1"),
                "by another",
                "so",
                new Frame("v", "-x")));
    Link.NameParts name = new Link.NameParts("web", "quay.io", "eu.io", "us.io");
    List<Link> links =
        List.of(
            new Link.ChartImage("a", AT, List.of("image"), IMAGE, true, hints),
            new Link.AppVersion("a", AT, new Tag("1"), slice, List.of("redis"), hints),
            new Link.ValuesImage(
                "a", AT, List.of("web", "image"), List.of("tag"), IMAGE, name, true),
            new Link.ValuesRegistry("a", AT, new Link.NameParts(null, null, "eu.io", null)),
            new Link.ValuesTag(
                "a",
                AT,
                List.of("image"),
                new Link.NameParts(null, null, null, null),
                new Tag("1"),
                slice,
                null,
                null,
                Site.Surroundings.NONE),
            new Link.Interpolation("a", AT, "${A:-b}", List.of(3), hints, List.of(AT)),
            new Link.Variable("a", AT, "A", "b".repeat(70_000), true, 70_000),
            new Link.Variable("a", AT, "A", null, false, 1),
            new Link.Kustomization(
                "a",
                AT,
                true,
                List.of("b"),
                List.of("c"),
                List.of(
                    new Link.ImageOverride(IMAGE, new Tag("1"), IMAGE, true, AT),
                    new Link.ImageOverride(IMAGE, null, IMAGE, false, AT)),
                List.of()),
            new Link.Containers(
                "a",
                AT,
                true,
                List.of(new Link.Container("Job/a", "containers/b", "containers/0", AT))),
            new Link.PatchTarget("a", AT, "b", "Job/a"),
            new Link.MarkedValue("a", AT, marker, "1.0", 3, List.of(1)),
            new Link.ForeignObject("a", AT, "v1", "ImagePolicy", null, "n", Map.of("a.b", "c")));
    FileScan scan =
        new FileScan(
            List.of(site),
            links,
            List.of(new FileScan.Note("a", AT, "no effect")),
            new FileScan.Problem("a", AT, "bad"),
            new FileScan.Skipped("a", "why"));
    Outcome outcome =
        new Outcome(
            List.of(
                new Row(1, 200, "chart", "semver", "a/b", "1.0", null),
                new Row(2, 3, "field", "auto", "a/ü", null, "sha256:0")),
            "a:1:1: bad",
            List.of("note"),
            List.of("link", "note"),
            List.of(new FileScan.Note("b", AT, "wrong")),
            List.of(0, 300));
    ScanMemory.Basis basis = new ScanMemory.Basis("settings", List.of("x/Kustomization"));
    Known known = Known.of(new FileState(1, 2, 3, 4), "id", "a", scan);
    known.become(outcome);

    ScanMemory.write(dir.resolve("memory"), "key", LATER, basis, Map.of("a", known));

    ScanMemory read = ScanMemory.read(dir.resolve("memory"), "key");
    Known found = Objects.requireNonNull(read.find("a"));
    assertThat(read.basis()).isEqualTo(basis);
    assertThat(found.scan()).isEqualTo(scan);
    assertThat(found.outcome()).isEqualTo(outcome);
    assertThat(found.state()).isEqualTo(known.state());
    assertThat(found.blobId()).isEqualTo("id");
    assertThat(found.reach()).isEqualTo(known.reach()).contains(Reach.EVERYWHERE);
  }

  @Test
  void theBlobIdIsTheOneOfGit() {
    assertThat(ScanMemory.blobId(new byte[0]))
        .isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  }
}
