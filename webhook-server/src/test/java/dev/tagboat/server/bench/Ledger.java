package dev.tagboat.server.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** What all senders were told. */
final class Ledger {
  /** {@code path:tag} of all that was answered with 202. */
  final Set<String> accepted = ConcurrentHashMap.newKeySet();

  final AtomicInteger duplicates = new AtomicInteger();
  final AtomicInteger refused = new AtomicInteger();
  final AtomicInteger busy = new AtomicInteger();
  final AtomicInteger broken = new AtomicInteger();
  final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

  private record Sample(long due, long nanos) {}

  void sample(long due, long nanos) {
    samples.add(new Sample(due, nanos));
  }

  /** Sorted latencies of the events that were due in the span. */
  long[] latencies(long from, long to) {
    return samples.stream()
        .filter(sample -> sample.due >= from && sample.due < to)
        .flatMapToLong(sample -> LongStream.of(sample.nanos))
        .sorted()
        .toArray();
  }

  List<String> firstWrong() {
    List<String> first = new ArrayList<>(wrong);
    return Collections.unmodifiableList(first.subList(0, Math.min(5, first.size())));
  }
}
