package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.Scanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditorTest {
  private static final String VALUES = "image: {repository: a/b, tag: 1.0.0}\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Bump> bumps(String values) {
    Wanted wanted = new Wanted(ImageName.parse("a/b").orElseThrow(), new Tag("1.1.0"), null);
    return Planner.plan(
            List.of(wanted),
            Rulebook.of(BotConfig.DEFAULTS, List.of()),
            new Scanner(BotConfig.DEFAULTS.scan()).scan("values.yaml", bytes(values)).sites(),
            false)
        .bumps();
  }

  @Test
  void aFileThatChangedSinceTheScanFailsLoudly() {
    List<Bump> bumps = bumps(VALUES);

    for (String now :
        List.of("#\n" + VALUES, VALUES.replace("1.0.0", "1.0.5"), "a: [", "", "# x\n")) {
      assertThatThrownBy(() -> Editor.edit("values.yaml", bytes(now), bumps))
          .as(now)
          .isInstanceOf(UserFault.class)
          .hasMessageStartingWith("cannot edit values.yaml: the file changed since it was scanned");
    }
  }

  @Test
  void textBesideThePlaceMayDiffer() {
    FileEdit edit = Editor.edit("values.yaml", bytes(VALUES + "# new\n"), bumps(VALUES));

    assertThat(edit.after()).isEqualTo("image: {repository: a/b, tag: 1.1.0}\n# new\n");
  }

  @Test
  void fiveHundredEqualTagsAreOnePass() {
    String entry = "x%d:\n  image: {repository: a/%s, tag: 1.0.0}\n";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append(entry.formatted(i, i == 499 ? "b" : "c"));
    }

    FileEdit edit = Editor.edit("values.yaml", bytes(text.toString()), bumps(text.toString()));

    assertThat(edit.after()).endsWith("{repository: a/b, tag: 1.1.0}\n");
    assertThat(edit.after().substring(0, edit.after().length() - 20))
        .isEqualTo(edit.before().substring(0, edit.before().length() - 20));
  }
}
