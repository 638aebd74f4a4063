package dev.tagboat.applier.render;

import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * A program that is not trusted with anything: no shell, an environment without credentials and
 * without a path to other programs or to the network, a time limit, a limit of output.
 */
final class Program {
  private static final int MAX_ERRORS = 64 << 10;

  // Programs in Go ask these before they fetch anything; nobody answers there.
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final Duration timeout;
  private final int maxOutput;

  Program(Duration timeout, int maxOutput) {
    this.timeout = timeout;
    this.maxOutput = maxOutput;
  }

  /**
   * What it wrote to its standard output.
   *
   * @param home the folder that it runs in and may write to
   * @param told what may be told of what it wrote to its standard error, which may quote anything
   * @throws UserFault when it fails, takes too long or writes too much
   */
  byte[] run(List<String> command, Path home, UnaryOperator<String> told) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(Map.of("HOME", home.toString(), "TMPDIR", home.toString(), "PATH", ""));
    environment.putAll(Map.of("HTTP_PROXY", NOWHERE, "HTTPS_PROXY", NOWHERE));
    try {
      return finished(builder.start(), command.get(0), told);
    } catch (IOException e) {
      throw new UserFault("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  private byte[] finished(Process process, String name, UnaryOperator<String> told) {
    try {
      process.getOutputStream().close();
      CompletableFuture<byte[]> output = read(process.getInputStream(), maxOutput + 1, false);
      CompletableFuture<byte[]> errors = read(process.getErrorStream(), MAX_ERRORS, true);
      byte[] written = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (written.length > maxOutput) {
        throw new UserFault(name + " wrote more than " + maxOutput + " bytes");
      }
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      if (process.exitValue() != 0) {
        throw new UserFault(
            name + " failed: " + told.apply(new String(errors.get(), StandardCharsets.UTF_8)));
      }
      return written;
    } catch (TimeoutException e) {
      throw new UserFault(name + " took longer than " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException | IOException e) {
      throw new TransientFault("reading what " + name + " wrote failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFault("interrupted while " + name + " ran", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  // A program that writes more than is read would wait for ever.
  private static CompletableFuture<byte[]> read(InputStream in, int limit, boolean rest) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            byte[] first = in.readNBytes(limit);
            if (rest) {
              in.transferTo(OutputStream.nullOutputStream());
            }
            return first;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        Program::begin);
  }

  // Both streams at once, also where the common pool has one thread only.
  private static void begin(Runnable reading) {
    Thread thread = new Thread(reading, "engine-output");
    thread.setDaemon(true);
    thread.start();
  }
}
