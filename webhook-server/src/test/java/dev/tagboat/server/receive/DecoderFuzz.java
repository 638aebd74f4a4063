package dev.tagboat.server.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Throws inputs made of the golden cases at all decoders: {@code DecoderFuzz COUNT [SEED]}. Ends
 * with status 1 at the first exception, at the first thing decoded that is not sound, and when an
 * input takes more than 50 ms in the best of three tries (a pause of the collector is no failure).
 * Also the target of a coverage-guided fuzzer, see {@code bench/fuzz.sh}.
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
    if (tally.worst > LIMIT) {
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
      long began = System.nanoTime();
      List<Decoded> decoded = decode(input, seed, i);
      long took = System.nanoTime() - began;
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
    long began = System.nanoTime();
    input.decode();
    return System.nanoTime() - began;
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
