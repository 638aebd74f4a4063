package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"run", "once", "diff", "doctor"})
  void aCommandIsReadAlone(String name) {
    CommandLine line = Main.commandLine(name, "--help");

    assertThat(line.getSubcommands()).containsOnlyKeys(name);
    assertThat(line.parseArgs(name, "--help").subcommand().isUsageHelpRequested()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-o", "onec", ""})
  void otherwiseAllAre(String first) {
    assertThat(Main.commandLine(first).getSubcommands())
        .containsOnlyKeys("run", "once", "diff", "doctor");
    assertThat(Main.commandLine().getSubcommands())
        .containsOnlyKeys("run", "once", "diff", "doctor");
  }

  @Test
  void aWrongWordIsAnsweredWithTheRightOne() {
    StringWriter err = new StringWriter();
    String[] args = {"onec", "--config", "c.yaml"};
    int exit = Main.commandLine(args).setErr(new PrintWriter(err)).execute(args);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("onec", "tagboat-applier --help");
  }
}
