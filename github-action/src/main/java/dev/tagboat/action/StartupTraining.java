package dev.tagboat.action;

import dev.tagboat.bot.cli.Rehearsal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs a step against servers of its own on this machine, so that a JVM that is told to ({@code
 * -XX:DumpLoadedClassList}) learns which classes it takes.
 */
final class StartupTraining {
  private StartupTraining() {}

  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory("tagboat");
    try (Rehearsal rehearsal = Rehearsal.start(directory)) {
      Map<String, String> env = new HashMap<>();
      env.put("GITHUB_API_URL", rehearsal.apiUrl());
      env.put("GITHUB_SERVER_URL", rehearsal.url().replaceFirst("/acme/.*", ""));
      env.put("GITHUB_OUTPUT", directory.resolve("output").toString());
      env.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
      env.put("RUNNER_TEMP", directory.toString());
      env.put("INPUT_IMAGES", rehearsal.image());
      env.put("INPUT_CONFIG_REPOSITORY", rehearsal.url());
      env.put("INPUT_TOKEN", rehearsal.token());
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      System.out.println("exit code " + Main.run(env, nowhere));
    }
    // Servers and connection pools have threads of their own.
    System.exit(0);
  }
}
