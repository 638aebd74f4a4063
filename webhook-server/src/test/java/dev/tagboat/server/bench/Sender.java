package dev.tagboat.server.bench;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A registry that sends what it has until it is told that it was taken: of ten events one with a
 * bad signature, one that was sent before, and eight new ones.
 *
 * @param first when its first event is due, by {@link System#nanoTime}
 * @param pause between two that are due, in nanoseconds
 * @param routed how many images a config repo follows; one event in a hundred is of such
 */
record Sender(
    int number,
    int port,
    Requests requests,
    Ledger ledger,
    long first,
    long pause,
    long end,
    int routed)
    implements Runnable {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @Override
  public void run() {
    Random random = new Random(number);
    try (Wire wire = new Wire(port)) {
      for (int i = 0; ; i++) {
        long due = first + i * pause;
        if (due > end) {
          return;
        }
        LockSupport.parkNanos(due - System.nanoTime());
        int dice = random.nextInt(10);
        if (dice == 0) {
          forged(wire, due, i);
        } else {
          boolean again = dice == 1 && i > 0;
          event(wire, due, again ? random.nextInt(i) : i);
        }
      }
    }
  }

  private byte[] request(int i, boolean authentic) {
    long event = number * 1_000_000L + i;
    return number % 2 == 0
        ? requests.bearer(path(i), tag(i), event, authentic)
        : requests.signed(path(i), tag(i), event, authentic);
  }

  private String path(int i) {
    return i % 100 == 50 && i < 1_000
        ? "acme/app-" + (i / 100 + number) % routed
        : "load/image-" + number;
  }

  private String tag(int i) {
    return "1." + number + "." + i;
  }

  private void forged(Wire wire, long due, int i) {
    Wire.Answer answer = untilAnswered(wire, due, request(i, false));
    ledger.refused.incrementAndGet();
    if (answer.status() != 401) {
      ledger.wrong.add("a forged event was answered with " + answer);
    }
  }

  private void event(Wire wire, long due, int i) {
    String name = path(i) + ":" + tag(i);
    boolean known = ledger.accepted.contains(name);
    Wire.Answer answer = untilAnswered(wire, due, request(i, true));
    boolean fresh = answer.body().contains("\"accepted\":1");
    if (answer.status() != 202 || (fresh && known)) {
      ledger.wrong.add(name + (known ? " again" : "") + " was answered with " + answer);
    }
    if (!fresh) {
      ledger.duplicates.incrementAndGet();
    }
    ledger.accepted.add(name);
  }

  private Wire.Answer untilAnswered(Wire wire, long due, byte[] request) {
    for (int attempt = 0; ; attempt++) {
      try {
        Wire.Answer answer = wire.exchange(request);
        if (answer.status() != 503) {
          if (attempt == 0) {
            ledger.sample(due, System.nanoTime() - due);
          }
          return answer;
        }
        ledger.busy.incrementAndGet();
      } catch (IOException e) {
        ledger.broken.incrementAndGet();
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }
}
