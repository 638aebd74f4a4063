package dev.tagboat.bot.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.util.FS.FileStoreAttributes;

/** The real git program, without the configuration of whoever runs the tests. */
public final class TestGit {
  private TestGit() {}

  /**
   * Lets JGit measure the clock of the disk now: it does so once a process, in the background, with
   * files beside the first repository, which a test may be deleting by then.
   */
  public static void settle(Path directory) {
    QuietSystem.install();
    FileStoreAttributes.setBackground(false);
    FileStoreAttributes.get(directory);
  }

  /** Runs git in {@code directory}; what it prints, without the last line end. */
  public static String run(Path directory, String... arguments) {
    Result result = attempt(directory, arguments);
    if (result.exit() != 0) {
      throw new AssertionError("git " + List.of(arguments) + ": " + result.output());
    }
    return result.output().strip();
  }

  /** What became of a command. */
  public record Result(int exit, String output) {}

  /** Like {@link #run}, for commands that may fail. */
  public static Result attempt(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "init.defaultBranch=main"));
    command.addAll(List.of("-c", "user.name=Test", "-c", "user.email=test@example.org"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("git does not run; install it with: apt-get install git", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
