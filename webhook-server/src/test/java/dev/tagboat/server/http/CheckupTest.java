package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.view.Findings;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CheckupTest {
  private final ManualClock clock = new ManualClock();
  private final BlockingQueue<Findings> told = new LinkedBlockingQueue<>();

  @Test
  void oneLookAtATimeAndItsFindingsAreKeptWorstFirst() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Diagnosis fine = new Diagnosis("", Finding.ok("github", "kind", "An App."));
    Diagnosis bad = new Diagnosis("", Finding.tooMuch("github", "secrets", "It may.", "Narrow."));
    try (Checkup checkup =
        new Checkup(
            () -> {
              await(asked);
              return List.of(fine, bad);
            },
            told::add,
            clock)) {
      assertThat(checkup.again()).isTrue();
      assertThat(checkup.again()).isFalse();
      assertThat(checkup.begun()).isEqualTo(clock.instant());
      assertThat(checkup.last()).isNull();
      asked.countDown();

      assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(checkup.begun()).isNull();
      assertThat(checkup.last()).isEqualTo(new Findings(clock.instant(), List.of(bad, fine), ""));
      assertThat(told).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatCannotBeAskedIsAFindingToo() throws InterruptedException {
    try (Checkup checkup =
        new Checkup(
            () -> {
              throw new IllegalStateException("no network");
            },
            told::add,
            clock)) {
      checkup.begin();

      Findings found = told.poll(10, TimeUnit.SECONDS);
      assertThat(found).isEqualTo(new Findings(clock.instant(), List.of(), "no network"));
      assertThat(checkup.begun()).isNull();
    }
  }
}
