package dev.tagboat.action;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job on a runner: its environment, its files, and what it makes of what a step leaves there. */
final class Job {
  private final Path directory;
  private final Map<String, String> env = new HashMap<>();

  /** What a step did. */
  record Ended(int code, String log, Map<String, String> outputs, String summary) {
    List<String> lines() {
      return log.lines().toList();
    }

    String output(Output output) {
      return outputs.getOrDefault(output.key(), "(none)");
    }
  }

  /**
   * @param directory empty
   * @param server where this job's GitHub is, such as {@code http://127.0.0.1:8080}
   */
  Job(Path directory, String server) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    env.put("CI", "true");
    env.put("GITHUB_ACTIONS", "true");
    env.put("GITHUB_ACTOR", "ann");
    env.put("GITHUB_REPOSITORY", "acme/app");
    env.put("GITHUB_RUN_ID", "42");
    env.put("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");
    env.put("GITHUB_WORKFLOW", "Release");
    env.put("GITHUB_SERVER_URL", server);
    env.put("GITHUB_API_URL", server + "/api/v3");
    env.put("GITHUB_WORKSPACE", directory.toString());
    env.put("GITHUB_OUTPUT", directory.resolve("output").toString());
    env.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
    env.put("RUNNER_TEMP", directory.resolve("temp").toString());
  }

  Job with(Input input, String value) {
    env.put("INPUT_" + input.name(), value);
    return this;
  }

  Job set(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  Map<String, String> env() {
    return Map.copyOf(env);
  }

  Path directory() {
    return directory;
  }

  Ended run() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(log, false, StandardCharsets.UTF_8);
    int code = Main.run(env, out, seconds -> {});
    return ended(code, log.toString(StandardCharsets.UTF_8));
  }

  /** What is there after a step, however it was run; the files are taken away. */
  Ended ended(int code, String log) {
    return new Ended(code, log, outputs(take("output")), take("summary"));
  }

  private String take(String name) {
    Path file = directory.resolve(name);
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      Files.deleteIfExists(file);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the runner reads it: {@code NAME<<DELIMITER}, lines, {@code DELIMITER}. */
  private static Map<String, String> outputs(String text) {
    Map<String, String> outputs = new HashMap<>();
    List<String> lines = Arrays.asList(text.split("\n", -1));
    int at = 0;
    while (at < lines.size() && !lines.get(at).isEmpty()) {
      String[] head = lines.get(at).split("<<", 2);
      int end = at + 1;
      while (!lines.get(end).equals(head[1])) {
        end++;
      }
      outputs.put(head[0], String.join("\n", lines.subList(at + 1, end)));
      at = end + 1;
    }
    return outputs;
  }
}
