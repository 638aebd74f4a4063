package dev.tagboat.bot.edit;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.Scanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Scan, plan and edit of single large files in a warm JVM, each at two sizes: time per size must
 * stay about the same. Argument: how many runs.
 */
final class EditBench {
  private static final ImageName IMAGE = ImageName.parse("acme/app").orElseThrow();
  private static final Scanner SCANNER = new Scanner(BotConfig.DEFAULTS.scan());
  private static final Rulebook RULES = Rulebook.of(BotConfig.DEFAULTS, List.of());

  private EditBench() {}

  public static void main(String[] args) {
    int runs = Integer.parseInt(args[0]);
    measure("last of 500 equal tags", runs, "values.yaml", tags(500));
    measure("last of 5,000 equal tags", runs, "values.yaml", tags(5_000));
    measure("1,000 documents", runs, "m.yaml", documents(1_000, ""));
    measure("10,000 documents", runs, "m.yaml", documents(10_000, ""));
    measure("2,000 aliases", runs, "values.yaml", aliases(2_000));
    measure("20,000 aliases", runs, "values.yaml", aliases(20_000));
    String filler = "  x: " + "long ".repeat(200) + "\n";
    measure("0.5 MB", runs, "m.yaml", documents(450, filler));
    measure("5 MB", runs, "m.yaml", documents(4_500, filler));
    measure("a line of 20 kB", runs, "values.yaml", longLine(20_000));
    measure("a line of 200 kB", runs, "values.yaml", longLine(200_000));
  }

  private static void measure(String name, int runs, String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    double[] millis = new double[runs];
    for (int i = -runs; i < runs; i++) {
      long start = System.nanoTime();
      int length = bump(path, bytes);
      double took = (System.nanoTime() - start) / 1e6;
      millis[Math.max(i, 0)] = took;
      if (length != text.length()) {
        throw new IllegalStateException("the edit of " + name + " came out wrong");
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-26s %,10d bytes  p50 %8.1f ms  %6.2f ms per 100 kB%n",
        name,
        bytes.length,
        millis[runs / 2],
        millis[runs / 2] * 1e5 / bytes.length);
  }

  private static int bump(String path, byte[] bytes) {
    List<Wanted> wanted = List.of(new Wanted(IMAGE, new Tag("1.2.4"), null));
    BumpPlan plan = Planner.plan(wanted, RULES, SCANNER.scan(path, bytes).sites(), false);
    return Editor.edit(path, bytes, plan.bumps()).after().length();
  }

  private static String tags(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "x%d:\n  image: {repository: acme/%s, tag: 1.2.3}\n"
                    .formatted(i, i == count - 1 ? "app" : "web"))
        .collect(Collectors.joining());
  }

  private static String documents(int count, String filler) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p%d\n%s".formatted(i, filler)
                    + "spec:\n  containers:\n    - image: acme/app:1.2.3\n")
        .collect(Collectors.joining());
  }

  private static String aliases(int count) {
    return "image: &i acme/app:1.2.3\nlist:\n" + "  - {image: *i }\n".repeat(count);
  }

  private static String longLine(int length) {
    return "image: acme/app:1.2.3\nx: \"" + "long ".repeat(length / 5) + "\"\n";
  }
}
