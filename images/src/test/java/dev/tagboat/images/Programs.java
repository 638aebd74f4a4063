package dev.tagboat.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Programs of the machine. */
final class Programs {
  private Programs() {}

  /**
   * What it says, on both streams.
   *
   * @throws IOException when it fails
   */
  static String run(Path directory, String... command) throws IOException, InterruptedException {
    return ended(
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
  }

  static String ended(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(List.of(builder.command()) + " ended with " + code + ": " + said);
    }
    return said;
  }
}
