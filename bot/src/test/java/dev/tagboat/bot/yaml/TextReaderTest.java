package dev.tagboat.bot.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

class TextReaderTest {
  private static final String[] PIECES = {
    "a: ",
    "- ",
    "\n",
    "\r\n",
    "\r",
    "\n  ",
    "x",
    "'it''s'",
    "\"a\\u0041\\\n b\"",
    "# c",
    " ",
    "\t",
    "|\n   x\n",
    ">-\n   y z\n",
    "&a ",
    "*a",
    "{a: 1}",
    "[b, c]",
    "---\n",
    "...\n",
    "é",
    "😀",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "%YAML 1.1\n",
    "? k\n: ",
    "!!str ",
    "long word ".repeat(200)
  };

  @Test
  void readsAsTheReaderOfTheLibrary() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String yaml = text.toString();
      assertThat(tokens(new TextReader(yaml)))
          .as("seed %d: %s", seed, yaml)
          .isEqualTo(tokens(new StreamReader(yaml)));
    }
  }

  @Test
  void aFileMayBeOneLine() {
    String line = "image: acme/app:1.2.3 # " + "é".repeat(2_500_000);

    YamlFile.Reading read = YamlFile.read(line.getBytes(StandardCharsets.UTF_8));

    assertThat(read)
        .isInstanceOfSatisfying(
            YamlFile.Parsed.class,
            parsed -> assertThat(parsed.file().text()).hasSameSizeAs(line).endsWith("éé"));
  }

  private static String tokens(StreamReader reader) {
    StringBuilder told = new StringBuilder();
    ScannerImpl scanner = new ScannerImpl(reader, new LoaderOptions());
    try {
      while (scanner.checkToken()) {
        Token token = scanner.getToken();
        told.append(token.getTokenId());
        tell(told, token.getStartMark());
        tell(told, token.getEndMark());
      }
    } catch (MarkedYAMLException e) {
      told.append(e.getProblem());
      tell(told, e.getProblemMark());
    } catch (YAMLException e) {
      told.append(e.getMessage());
    }
    return told.toString();
  }

  private static void tell(StringBuilder told, Mark mark) {
    told.append(String.format(" %d:%d:%d,", mark.getIndex(), mark.getLine(), mark.getColumn()));
  }
}
