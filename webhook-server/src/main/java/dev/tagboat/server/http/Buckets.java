package dev.tagboat.server.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A bucket of tokens for each key. Only so many are remembered; the ones that were used least
 * recently, which are the fullest, are forgotten first.
 */
final class Buckets<K> {
  private static final int MOST = 10_000;
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final int burst;
  private final Clock clock;
  private final Recent<K, Bucket> buckets = new Recent<>(MOST);

  private record Bucket(double tokens, Instant at) {}

  Buckets(double perSecond, int burst, Clock clock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.clock = clock;
  }

  private Bucket now(K key) {
    Instant now = clock.instant();
    Bucket last = buckets.getOrDefault(key, new Bucket(burst, now));
    double seconds = Duration.between(last.at(), now).toNanos() / NANOS;
    return new Bucket(Math.min(burst, last.tokens() + Math.max(0, seconds) * perSecond), now);
  }

  /** Takes a token, if there is one. */
  synchronized boolean take(K key) {
    Bucket bucket = now(key);
    boolean enough = bucket.tokens() >= 1;
    buckets.put(key, enough ? new Bucket(bucket.tokens() - 1, bucket.at()) : bucket);
    return enough;
  }

  /** Whether none was taken for as long as it takes to fill. */
  synchronized boolean isFull(K key) {
    return now(key).tokens() >= burst;
  }

  /** In how many seconds, rounded up, there is a token; 0 when there is one. */
  synchronized long wait(K key) {
    return (long) Math.ceil(Math.max(0, 1 - now(key).tokens()) / perSecond);
  }

  synchronized int size() {
    return buckets.size();
  }
}
