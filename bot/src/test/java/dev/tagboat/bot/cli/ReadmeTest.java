package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.PolicyKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The reference documentation names everything there is. */
class ReadmeTest {
  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static CommandLine line() {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Map.of(),
            false,
            Clock.systemUTC());
    return Commands.whole(new Context(console, Map.of(), Clock.systemUTC()));
  }

  @Test
  void everyCommandHasASectionAndEveryOptionIsNamed() throws IOException {
    String readme = readme();

    for (CommandLine command : line().getSubcommands().values()) {
      String name = command.getCommandName();
      assertThat(readme).contains("\n### " + name + "\n").contains("`tagboat " + name + " ");
      assertThat(command.getCommandSpec().options())
          .extracting(OptionSpec::longestName)
          .allSatisfy(option -> assertThat(readme).contains(option));
    }
  }

  @Test
  void everyPolicyIsNamed() throws IOException {
    String readme = readme();

    assertThat(Stream.of(PolicyKind.values()).map(PolicyKind::key))
        .allSatisfy(policy -> assertThat(readme).containsPattern("`(policy: )?" + policy + "`"));
  }
}
