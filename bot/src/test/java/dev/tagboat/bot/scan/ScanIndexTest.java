package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.config.ScanSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanIndexTest {
  private final Scanner scanner = new Scanner(BotConfig.DEFAULTS.scan());
  private int read;

  private Tree.File file(String path, @Nullable String id, String content) {
    return new Tree.File() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public @Nullable String contentId() {
        return id;
      }

      @Override
      public byte[] read() {
        read++;
        return content.getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  @Test
  void theSameContentAtTheSamePathIsReadOnce() {
    ScanIndex index = new ScanIndex(10);
    Tree.File values = file("values.yaml", "1", "image: a/b:1\n");

    FileScan first = index.scan(scanner, values);

    assertThat(index.scan(scanner, values)).isSameAs(first);
    assertThat(read).isEqualTo(1);
    assertThat(first.sites()).hasSize(1);
    assertThat(index.scan(scanner, file("other.yaml", "1", "image: a/b:1\n")).sites()).isEmpty();
    assertThat(
            index
                .scan(scanner, file("values.yaml", "2", "image: a/b:2\n"))
                .sites()
                .get(0)
                .version())
        .isEqualTo("2");
  }

  @Test
  void otherFieldsAreAnotherQuestion() {
    ScanIndex index = new ScanIndex(10);
    FieldRule rule = new FieldRule(null, "x", Map.of());
    Scanner fields = new Scanner(new ScanSettings(List.of(), List.of(), List.of(rule)));
    Tree.File file = file("a.yaml", "1", "x: a/b:1\n");

    assertThat(index.scan(scanner, file).sites()).isEmpty();
    assertThat(index.scan(fields, file).sites()).hasSize(1);
  }

  @Test
  void whatHasNoIdOrWasForgottenIsReadAgain() {
    ScanIndex index = new ScanIndex(1);
    Tree.File a = file("a.yaml", "1", "x: 1\n");
    index.scan(scanner, file("b.yaml", null, "x: 1\n"));
    index.scan(scanner, file("b.yaml", null, "x: 1\n"));
    assertThat(read).isEqualTo(2);

    index.scan(scanner, a);
    index.scan(scanner, file("c.yaml", "1", "x: 1\n"));
    index.scan(scanner, a);
    assertThat(read).isEqualTo(5);
  }
}
