package dev.tagboat.bot.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the machine that tests need; one that is missing fails the test. */
final class RealProgram {
  private RealProgram() {}

  static Path find(String name, String debianPackage) {
    for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path candidate = Path.of(directory, name);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "this test needs the program " + name + ": apt-get install " + debianPackage);
  }

  /** Runs it to its end and returns what it printed. */
  static String run(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("program", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(program.getFileName() + " failed: " + text);
      }
      return text;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("could not run " + program, e);
    }
  }
}
