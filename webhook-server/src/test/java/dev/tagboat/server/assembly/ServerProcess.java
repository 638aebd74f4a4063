package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar as a process of its own. */
public final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "tagboat-server.jar").toAbsolutePath();

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param log takes what it prints, after what is in it
   */
  public static ServerProcess start(Path log, Map<String, String> environment, String... args) {
    return start(log, environment, List.of(), args);
  }

  /**
   * With a limit on the size of each file it writes (RLIMIT_FSIZE): beyond it, a write fails as it
   * does on a full disk.
   *
   * @param blocks of 512 bytes, as POSIX has it for {@code ulimit -f}
   */
  public static ServerProcess startLimited(
      Path log, Map<String, String> environment, int blocks, String... args) {
    String limited = "ulimit -S -f " + blocks + " && exec \"$@\"";
    return start(log, environment, List.of("/bin/sh", "-c", limited, "sh"), args);
  }

  private static ServerProcess start(
      Path log, Map<String, String> environment, List<String> by, String... args) {
    assertThat(JAR).as("run after 'package', as mvn verify does").exists();
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", JAR.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new ServerProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the limit away, as somebody who makes room on the disk does. */
  public void liftLimit() throws IOException, InterruptedException {
    Process lift =
        new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=unlimited:")
            .inheritIO()
            .start();
    assertThat(lift.waitFor()).as("prlimit, of Debian's util-linux").isZero();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM, as a service manager or Ctrl-C does. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL: nothing is run any more. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Its exit code; fails when it does not end. */
  public int awaitExit(long seconds) throws InterruptedException {
    assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("ended: %s", output()).isTrue();
    return process.exitValue();
  }

  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL too; what it wrote can be deleted when this returns. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
