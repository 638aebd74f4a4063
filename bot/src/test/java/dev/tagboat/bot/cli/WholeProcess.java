package dev.tagboat.bot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program again and again and measures each run as a whole (Linux). */
final class WholeProcess {
  private final List<String> program;
  private final Map<String, String> env;

  WholeProcess(List<String> program, Map<String, String> env) {
    this.program = List.copyOf(program);
    this.env = Map.copyOf(env);
  }

  /**
   * Medians of some runs, but for the memory: there it is the most of all.
   *
   * @param peak resident memory in KiB
   */
  record Measured(double wallSeconds, double cpuSeconds, long peak) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%6.2f s, cpu %6.2f s, %4d MiB", wallSeconds, cpuSeconds, peak / 1024);
    }
  }

  /** What the kernel says of a process that still runs. */
  private record Usage(double cpuSeconds, long peak) {}

  Measured measure(int runs, String... words) throws IOException, InterruptedException {
    double[] walls = new double[runs];
    double[] cpus = new double[runs];
    long peak = 0;
    for (int i = 0; i < runs; i++) {
      List<String> command = new ArrayList<>(program);
      command.addAll(List.of(words));
      long start = System.nanoTime();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(env);
      Process process = builder.start();
      Usage usage = watch(process);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + process.exitValue() + ", not 0");
      }
      walls[i] = (System.nanoTime() - start) / 1e9;
      cpus[i] = usage.cpuSeconds();
      peak = Math.max(peak, usage.peak());
    }
    Arrays.sort(walls);
    Arrays.sort(cpus);
    return new Measured(walls[runs / 2], cpus[runs / 2], peak);
  }

  // The kernel keeps both until the end, so looking now and then is enough.
  private static Usage watch(Process process) throws InterruptedException {
    Usage usage = new Usage(0, 0);
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      double cpu = process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(0.0);
      usage = new Usage(Math.max(usage.cpuSeconds(), cpu), Math.max(usage.peak(), peak(process)));
    }
    return usage;
  }

  private static long peak(Process process) {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      // It has just ended.
      return 0;
    }
  }
}
