package dev.tagboat.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A slice of what {@code bench/fuzz.sh} does at length. */
final class FuzzSliceTest {

  @Test
  void decodersOnlyRefuse() {
    long seed = System.nanoTime();
    System.out.println("fuzz seed " + seed);
    DecoderFuzz.Tally tally = new DecoderFuzz.Tally();

    DecoderFuzz.run(2_000, seed, tally);

    assertThat(tally.pushed).isPositive();
    assertThat(tally.unreadable).isPositive();
  }
}
