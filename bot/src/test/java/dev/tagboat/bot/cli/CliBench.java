package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.WholeProcess.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whole processes of the command line, as {@code java -jar} and through the launcher beside the
 * jar: {@code scan} of 1,000 manifests and of a tree that doubles twice, with and without what the
 * run before left in the cache; {@code bump} in one large values file and in the largest tree.
 * Medians of the runs. Arguments: the jar, the number of runs, and how many manifests the largest
 * tree has (a multiple of 40).
 */
public final class CliBench {
  private static final int MANIFESTS = 1_000;
  private static final int VALUES = 500;
  private static final int TOUCHED = 10;

  private final Path directory;
  private final String name;
  private final List<String> program;
  private final int runs;

  private CliBench(Path directory, String name, List<String> program, int runs) {
    this.directory = directory;
    this.name = name;
    this.program = program;
    this.runs = runs;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    int runs = Integer.parseInt(arguments[1]);
    int most = Integer.parseInt(arguments[2]);
    Path directory = Files.createTempDirectory("tagboat-bench");
    try {
      SampleRepo.write(directory.resolve("small"), MANIFESTS);
      for (int part = 4; part >= 1; part /= 2) {
        SampleRepo.write(directory.resolve("tree" + most / part), most / part);
      }
      values(directory.resolve("values"));
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      List<String> plain = List.of(java, "-jar", jar.toString());
      new CliBench(directory, "java -jar", plain, runs).run(most);
      List<String> launcher = List.of(jar.resolveSibling("tagboat").toString());
      new CliBench(directory, "launcher", launcher, runs).run(most);
    } finally {
      delete(directory);
    }
  }

  private void run(int most) throws IOException, InterruptedException {
    String small = directory.resolve("small").toString();
    measure("scan of 1,000 manifests, 2,000 images", "scan", "--no-cache", small);
    measure(
        "bump of the last of 500 equal tags",
        "bump",
        "ghcr.io/acme/svc499:1.2.4",
        "--dry-run",
        "--dir",
        directory.resolve("values").toString());
    double before = 0;
    for (int part = 4; part >= 1; part /= 2) {
      int size = most / part;
      double now = scan(size, "--no-cache").wallSeconds();
      if (before > 0) {
        System.out.printf(Locale.ROOT, "%-10s   %.2f x for twice as much%n", name, now / before);
      }
      before = now;
    }
    again(most);
    int last = most / SampleRepo.STEP - 1;
    String image = SampleRepo.image(last) + ":9.9.9";
    measure(
        "bump in " + most + " manifests",
        "bump",
        image,
        "--dry-run",
        "--dir",
        directory.resolve("tree" + most).toString());
  }

  private void again(int most) throws IOException, InterruptedException {
    Path tree = directory.resolve("tree" + most);
    Path cache = Files.createDirectories(directory.resolve("cache"));
    WholeProcess cached = new WholeProcess(program, Map.of("XDG_CACHE_HOME", cache.toString()));
    print("scan that leaves a cache", cached.measure(1, "scan", tree.toString()));
    // Within seconds after a change, times do not tell whether a file is still the same.
    Thread.sleep(4_000);
    print("scan, nothing changed", cached.measure(runs, "scan", tree.toString()));
    for (int i = 0; i < TOUCHED; i++) {
      Path file = tree.resolve(SampleRepo.file(i));
      Files.writeString(file, Files.readString(file) + "# touched by " + name + "\n");
    }
    print("scan, " + TOUCHED + " files changed", cached.measure(1, "scan", tree.toString()));
    delete(cache);
  }

  private Measured scan(int size, String option) throws IOException, InterruptedException {
    String tree = directory.resolve("tree" + size).toString();
    return measure("scan of " + size + " manifests", "scan", option, tree);
  }

  private Measured measure(String what, String... words) throws IOException, InterruptedException {
    WholeProcess process = new WholeProcess(program, Map.of());
    process.measure(1, words);
    Measured measured = process.measure(runs, words);
    print(what, measured);
    return measured;
  }

  private void print(String what, Measured measured) {
    System.out.printf("%-10s %-40s %s%n", name, what, measured);
  }

  private static void values(Path root) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < VALUES; i++) {
      text.append(
          "c%1$d:\n  image:\n    repository: ghcr.io/acme/svc%1$d\n    tag: 1.2.3\n".formatted(i));
    }
    Files.createDirectories(root);
    Files.writeString(root.resolve("values.yaml"), text);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
