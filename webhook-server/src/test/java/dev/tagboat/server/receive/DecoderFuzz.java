package dev.tagboat.server.receive;

import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Throws inputs made of the golden cases at all decoders: {@code DecoderFuzz COUNT [SEED]}. Ends
 * with status 1 at the first exception, at the first thing decoded that is not sound, and when an
 * input takes more than 50 ms of processor time in the best of three tries, or the median time of
 * one of {@link CostlyInputs} is longer than that. Also the target of a coverage-guided fuzzer, see
 * {@code bench/fuzz.sh}.
 */
public final class DecoderFuzz {
  private static final long LIMIT = 50_000_000;
  private static final long SUSPECT = 10_000_000;
  private static final List<GoldenCase> CORPUS = GoldenCase.all();

  private DecoderFuzz() {}

  public static void main(String[] args) throws IOException {
    if (args.length == 2 && args[0].equals("--seeds")) {
      seeds(Path.of(args[1]));
      return;
    }
    long count = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    System.out.println(count + " inputs, seed " + seed);
    long began = System.nanoTime();
    Tally tally = new Tally();
    run(count, seed, tally);
    System.out.printf(
        "%d inputs in %d s without an exception: %d pushes, %d ignored, %d handshakes, %d unreadable%n",
        count,
        (System.nanoTime() - began) / 1_000_000_000,
        tally.pushed,
        tally.ignored,
        tally.handshakes,
        tally.unreadable);
    System.out.printf("worst input: %.2f ms, of %s%n", tally.worst / 1e6, tally.worstOf);
    long costly = costly();
    if (Math.max(tally.worst, costly) > LIMIT) {
      System.exit(1);
    }
  }

  /** What came of the inputs. */
  static final class Tally {
    long pushed;
    long ignored;
    long handshakes;
    long unreadable;
    long worst;
    String worstOf = "";

    private void add(List<Decoded> decoded) {
      for (Decoded one : decoded) {
        if (one instanceof Decoded.Pushed) {
          pushed++;
        } else if (one instanceof Decoded.Ignored) {
          ignored++;
        } else if (one instanceof Decoded.Handshake) {
          handshakes++;
        } else {
          unreadable++;
        }
      }
    }
  }

  static void run(long count, long seed, Tally tally) {
    FuzzInput inputs = new FuzzInput(CORPUS, seed);
    for (long i = 0; i < count; i++) {
      GoldenCase input = inputs.next();
      long began = cpu();
      List<Decoded> decoded = decode(input, seed, i);
      long took = cpu() - began;
      tally.add(decoded);
      if (took > SUSPECT) {
        took = Math.min(took, Math.min(again(input), again(input)));
      }
      if (took > tally.worst && i > count / 100) {
        tally.worst = took;
        tally.worstOf = input.name() + ", input " + i + ", " + input.request().body().length + " B";
      }
    }
  }

  private static List<Decoded> decode(GoldenCase input, long seed, long i) {
    try {
      List<Decoded> decoded = input.decode();
      Soundness.check(input.hook(), decoded);
      return decoded;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw new AssertionError("seed " + seed + ", input " + i + " of " + input.name(), e);
    }
  }

  private static long again(GoldenCase input) {
    long began = cpu();
    input.decode();
    return cpu() - began;
  }

  // Of this thread alone: neither a collector nor another program is an input's doing.
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The longest that any decoder needs for what is made to cost much, as the median of 15. */
  private static long costly() {
    long longest = 0;
    for (Map.Entry<String, byte[]> costly : CostlyInputs.all().entrySet()) {
      long worst = 0;
      for (HookType type : HookType.values()) {
        worst = Math.max(worst, median(type, costly.getValue()));
      }
      System.out.printf("%8.2f ms  %s%n", worst / 1e6, costly.getKey());
      longest = Math.max(longest, worst);
    }
    return longest;
  }

  private static long median(HookType type, byte[] body) {
    Hook hook = Hooks.of(type);
    Decoder decoder = Decoder.of(type);
    long[] took = new long[15];
    for (int i = 0; i < took.length; i++) {
      long began = cpu();
      List<Decoded> decoded = decoder.decode(new Received(EventHeaders.NONE, body), hook);
      took[i] = cpu() - began;
      Soundness.check(hook, decoded);
    }
    Arrays.sort(took);
    return took[took.length / 2];
  }

  private static void seeds(Path folder) throws IOException {
    for (int i = 0; i < CORPUS.size(); i++) {
      GoldenCase golden = CORPUS.get(i);
      byte[] request =
          Files.readAllBytes(GoldenCase.root().resolve(golden.name()).resolve("request"));
      byte[] seed = new byte[request.length + 1];
      seed[0] = (byte) i;
      System.arraycopy(request, 0, seed, 1, request.length);
      Files.write(folder.resolve(golden.name().replace('/', '-')), seed);
    }
  }

  /** The target of Jazzer: the first byte chooses the hook, then comes a request. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 1) {
      GoldenCase golden = CORPUS.get((input[0] & 0xff) % CORPUS.size());
      byte[] request = Arrays.copyOfRange(input, 1, input.length);
      Soundness.check(golden.hook(), golden.decode(GoldenCase.Request.parse(request)));
    }
  }
}
