package dev.tagboat.applier.desired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PiecesTest {
  private static final String[] LINES = {
    "---",
    "--- # c",
    "--- |",
    "---x",
    " ---",
    "...",
    "a: 1",
    "b: |",
    "  text",
    "  ---",
    "- x",
    "# c",
    "'quoted",
    "it'",
    "c: \u2028d",
    "e: \u0085f",
    "\rg: h",
    "i: \"j",
    "k\"",
    "l: &m {n: 1}",
    "",
    "o: *m",
    "%YAML 1.1",
    "p: [",
    "]",
    "é: ü"
  };

  private static List<String> cut(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Pieces.of(bytes).stream()
        .map(p -> p.lines() + ":" + new String(bytes, p.from(), p.to() - p.from(), UTF_8))
        .toList();
  }

  /** Each document with its place, or where it stops being YAML. */
  private static List<String> read(List<Pieces.Piece> pieces, byte[] bytes) {
    List<String> read = new ArrayList<>();
    YamlReader.Copies copies = new YamlReader.Copies();
    try {
      for (Pieces.Piece piece : pieces) {
        String text = new String(bytes, piece.from(), piece.to() - piece.from(), UTF_8);
        for (YamlReader.Document one : YamlReader.read("f", text, piece.lines(), copies)) {
          if (!one.value().isNull()) {
            read.add(one.at() + " " + one.value());
          }
        }
      }
    } catch (Unreadable e) {
      return List.of("unreadable");
    }
    return read;
  }

  @Test
  void areCutWhereDocumentsBegin() {
    assertThat(cut("a: 1\n---\nb: |\n  ---\n--- # c\r\nd: 2\n----\n---"))
        .containsExactly("0:a: 1\n", "1:---\nb: |\n  ---\n", "4:--- # c\r\nd: 2\n----\n", "7:---");
    assertThat(cut("%YAML 1.1\n---\na: 1\n---\nb: 2\n")).hasSize(1);
    assertThat(cut("")).containsExactly("0:");
  }

  @Test
  void sayTheSameAsTheWholeFile() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int several = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(8); line >= 0; line--) {
        text.append(LINES[random.nextInt(LINES.length)])
            .append(random.nextInt(9) == 0 ? "\r\n" : "\n");
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      List<String> whole = read(List.of(new Pieces.Piece(0, bytes.length, 0)), bytes);

      assertThat(read(Pieces.of(bytes), bytes)).as("seed %d: %s", seed, text).isEqualTo(whole);
      several += whole.size() > 1 ? 1 : 0;
    }
    assertThat(several).as("files of several documents").isGreaterThan(100);
  }

  @Test
  void aProblemIsToldWithItsLineInTheFile() {
    byte[] file = "kind: A\n---\na: 1\n---\nb: 1\nb: 2\n".getBytes(UTF_8);

    assertThat(ManifestReader.read(List.of(new SourceFile("f.yaml", file))).problems())
        .contains("f.yaml:6:1: this key stands here a second time");
  }

  @Test
  void aVeryLongLineIsRefused() {
    byte[] file = ("a: 1\n---\nb: " + "x".repeat(1 << 20) + "\n").getBytes(UTF_8);

    assertThat(ManifestReader.read(List.of(new SourceFile("f.yaml", file))).problems())
        .contains("f.yaml:3:1: this line has more than 1048576 characters");
  }

  @Test
  void manyDocumentsAreRefused() {
    byte[] file = "---\na: 1\n".repeat(2001).getBytes(UTF_8);

    assertThat(ManifestReader.read(List.of(new SourceFile("f.yaml", file))).problems())
        .contains("f.yaml:4001:1: more than 2000 documents in one file");
  }

  @Test
  void aBombThatIsSpreadOverManyDocumentsIsRefused() {
    String hundred = "[" + "x,".repeat(100) + "]";
    String document = "---\na: &a " + hundred + "\nb: [" + "*a,".repeat(100) + "]\n";
    byte[] file = document.repeat(30).getBytes(UTF_8);

    assertThat(ManifestReader.read(List.of(new SourceFile("f.yaml", file))).problems())
        .anyMatch(one -> one.matches("f.yaml:60:\\d+: the aliases of this file make too many.*"));
  }
}
