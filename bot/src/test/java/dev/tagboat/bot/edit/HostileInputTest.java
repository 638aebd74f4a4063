package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Site;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Files that were damaged at random: cut, with bytes flipped, with NUL, bad UTF-8 and control
 * characters in them. They are refused with a place, or edited at the places and nowhere else.
 */
class HostileInputTest {
  private static final long SEED = Long.getLong("tagboat.seed", 20261125L);
  private static final int FILES = Integer.getInteger("tagboat.files", 10_000);

  private static final byte[][] JUNK = {
    {0},
    {(byte) 0xFF},
    {(byte) 0xC3},
    {7},
    {0x1B},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {'\t'},
    {'\r'},
    {'"'},
    {'\''},
    {'{'},
    {'}'},
    {'['},
    {'*'},
    {'&'},
    {'!'},
    {'#'},
    {'$'},
    {':'},
    {'\n'},
    {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
    {(byte) 0xE2, (byte) 0x80, (byte) 0xA8},
    {'\\'},
    {'|'}
  };

  private static final String ADDED =
      "(?:,?(?:\\r\\n|\\r|\\n) *|, )([\"']?)newTag\\1: ([\"']?)1\\.9\\.9\\2";

  private static final ImageName IMAGE = ImageName.parse("acme/app").orElseThrow();
  private static final Scanner SCANNER = new Scanner(BotConfig.DEFAULTS.scan());
  private static final Rulebook RULES = Rulebook.of(BotConfig.DEFAULTS, List.of());

  private final LongAdder refused = new LongAdder();
  private final LongAdder edited = new LongAdder();

  @Test
  void damagedFilesAreRefusedWithAPlaceOrEditedOnlyThere() {
    Optional<String> failure =
        LongStream.range(SEED, SEED + FILES)
            .parallel()
            .mapToObj(this::failure)
            .flatMap(Optional::stream)
            .findFirst();

    System.out.printf(
        "%d damaged files from seed %d: %d refused, %d edited%n",
        FILES, SEED, refused.sum(), edited.sum());
    assertThat(failure).isEmpty();
    assertThat(refused.sum()).isPositive();
    assertThat(edited.sum()).isPositive();
  }

  private Optional<String> failure(long seed) {
    RandomTree tree = RandomTree.of(seed);
    byte[] bytes = damaged(new Random(seed), tree.before().getBytes(StandardCharsets.UTF_8));
    try {
      check(tree.file(), bytes);
      return Optional.empty();
    } catch (AssertionError | RuntimeException | StackOverflowError e) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return Optional.of("seed %d, %s:%n%s%n%s".formatted(seed, tree.file(), text, e));
    }
  }

  private void check(String path, byte[] bytes) {
    FileScan scan = SCANNER.scan(path, bytes);
    FileScan.Problem problem = scan.problem();
    if (problem != null) {
      refused.increment();
      assertThat(problem.at().line()).isBetween(1, lines(bytes));
      assertThat(problem.at().column()).isPositive();
      assertThat(problem.reason()).isNotBlank();
      assertThat(scan.sites()).isEmpty();
      return;
    }
    List<Wanted> wanted = List.of(new Wanted(IMAGE, new Tag("1.9.9"), null));
    BumpPlan plan = Planner.plan(wanted, RULES, scan.sites(), true);
    if (!plan.bumps().isEmpty()) {
      edit(path, bytes, plan.bumps());
    }
  }

  private void edit(String path, byte[] bytes, List<Bump> bumps) {
    FileEdit edit;
    try {
      edit = Editor.edit(path, bytes, bumps);
    } catch (UserFault fault) {
      assertThat(fault.getMessage()).startsWith("cannot edit " + path + ": ");
      return;
    }
    edited.increment();
    assertThat(edit.before().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
    List<String> before = edit.before().lines().toList();
    long added = bumps.stream().filter(bump -> bump.site().tag() == null).count();
    if (added > 0 && added < bumps.size()) {
      return;
    }
    String text = added == 0 ? edit.after() : edit.after().replaceAll(ADDED, "");
    List<String> after = text.lines().toList();
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      String old = before.get(i);
      String now = after.get(i);
      boolean same = old.equals(now) || bumps.stream().anyMatch(b -> isBump(old, now, b.site()));
      assertThat(same).as("%s became %s", old, now).isTrue();
    }
  }

  /** Whether a line differs by the tag, and by the quotes that it may need. */
  private static boolean isBump(String before, String after, Site site) {
    String back = after.replace("1.9.9", String.valueOf(site.tag()));
    return withoutQuotes(back).equals(withoutQuotes(before));
  }

  private static String withoutQuotes(String line) {
    return line.replace("\"", "");
  }

  private static byte[] damaged(Random random, byte[] bytes) {
    List<Byte> out = new ArrayList<>();
    for (byte b : bytes) {
      out.add(b);
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(out.size() + 1);
      switch (random.nextInt(4)) {
        case 0 -> out.subList(at, Math.min(out.size(), at + random.nextInt(20))).clear();
        case 1 -> flip(out, at, random.nextInt(8));
        case 2 -> out.subList(random.nextInt(8) == 0 ? at : out.size(), out.size()).clear();
        default -> add(out, at, JUNK[random.nextInt(JUNK.length)]);
      }
    }
    byte[] damaged = new byte[out.size()];
    for (int i = 0; i < damaged.length; i++) {
      damaged[i] = out.get(i);
    }
    return damaged;
  }

  private static void flip(List<Byte> bytes, int at, int bit) {
    if (at < bytes.size()) {
      bytes.set(at, (byte) (bytes.get(at) ^ (1 << bit)));
    }
  }

  private static void add(List<Byte> bytes, int at, byte[] junk) {
    for (int i = 0; i < junk.length; i++) {
      bytes.add(at + i, junk[i]);
    }
  }

  private static int lines(byte[] bytes) {
    int lines = 1;
    for (byte b : bytes) {
      lines += b == '\n' || b == '\r' ? 1 : 0;
    }
    return lines;
  }
}
