package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pushes to config repos on a forge that fails, is silent, limits and loses answers by chance, by
 * two servers with one PostgreSQL: the end is that of a calm run, in which nothing is done twice.
 * {@code bench/storm.sh} runs the whole of it, this a slice.
 */
final class StormIT {
  private static final long SEED = Long.getLong("tagboat.seed", System.nanoTime());
  private static final Storm STORM =
      new Storm(
          Integer.getInteger("tagboat.storm.pushes", 80),
          Integer.getInteger("tagboat.storm.images", 8),
          Integer.getInteger("tagboat.storm.repos", 3),
          SEED);
  private static final int TIMEOUTS = Integer.getInteger("tagboat.storm.timeouts", 0);

  @TempDir Path folder;

  @Test
  void aStormEndsWhereACalmDayDoes() {
    System.out.println("StormIT: " + STORM);
    try (StubRegistry registry = new StubRegistry()) {
      Storm.End calm = STORM.run(folder.resolve("calm"), registry, new Weather(SEED, 0), 0);
      assertThat(calm.unfinished()).isEmpty();
      long pulls = calm.visible().stream().filter(line -> line.contains(" OPEN of ")).count();
      assertThat(pulls).isEqualTo(2L * STORM.images());
      assertThat(calm.visible())
          .filteredOn(line -> line.contains("refs/heads/tagboat/"))
          .hasSize((int) pulls)
          .allMatch(line -> line.contains(" one commit"));
      assertThat(calm.opened()).as("nobody even asked twice").isEqualTo(pulls);
      assertThat(calm.pushed())
          .as("each push once at most")
          .isLessThanOrEqualTo(2L * STORM.pushes());

      Weather weather = new Weather(SEED, TIMEOUTS);
      Storm.End rough = STORM.run(folder.resolve("rough"), registry, weather, 20 * STORM.pushes());

      assertThat(rough.unfinished()).isEmpty();
      assertThat(rough.met()).as("faults that happened").isGreaterThan(STORM.pushes() / 10);
      assertThat(rough.visible()).isEqualTo(calm.visible());
      System.out.println(
          "StormIT: calm "
              + calm.opened()
              + " opened, "
              + calm.pushed()
              + " pushed; rough "
              + rough.opened()
              + " opened, "
              + rough.pushed()
              + " pushed, of "
              + weather.faults()
              + " faults prepared "
              + rough.met()
              + " met");
    }
  }
}
