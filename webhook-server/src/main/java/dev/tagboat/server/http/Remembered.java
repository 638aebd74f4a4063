package dev.tagboat.server.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is asked for again only when the last one is some seconds old. */
final class Remembered<T> {
  private final Clock clock;
  private final Duration age;
  private final Supplier<T> source;
  private @Nullable Held<T> held;

  private record Held<T>(T value, Instant until) {}

  Remembered(Clock clock, int seconds, Supplier<T> source) {
    this.clock = clock;
    this.age = Duration.ofSeconds(seconds);
    this.source = source;
  }

  synchronized T get() {
    Held<T> last = held;
    if (last != null && clock.instant().isBefore(last.until())) {
      return last.value();
    }
    T value = source.get();
    held = new Held<>(value, clock.instant().plus(age));
    return value;
  }
}
