package dev.tagboat.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The files that the runner reads after a step: outputs and summary. */
record StepFiles(Inputs inputs) {
  /** GitHub takes 1 MiB for a step; what follows is cut off. */
  private static final int MAX_SUMMARY = 1_000_000;

  void outputs(Map<Output, String> values) {
    Optional<Path> file = file("GITHUB_OUTPUT");
    if (file.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Output, String> value : values.entrySet()) {
      // Values are of others: nobody must be able to end one and begin another.
      String delimiter = "tagboat_" + Commands.random();
      text.append(value.getKey().key() + "<<" + delimiter + "\n");
      text.append(value.getValue()).append("\n").append(delimiter).append("\n");
    }
    append(file.get(), text.toString());
  }

  void summary(String markdown) {
    byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
    String fits =
        bytes.length <= MAX_SUMMARY
            ? markdown
            : new String(bytes, 0, MAX_SUMMARY, StandardCharsets.UTF_8) + "\n\n… (cut off)";
    file("GITHUB_STEP_SUMMARY").ifPresent(file -> append(file, fits + "\n"));
  }

  private Optional<Path> file(String variable) {
    return inputs.variable(variable).map(Path::of);
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new Stop("The runner's file " + file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
