package dev.tagboat.server.http;

import java.time.Duration;

/**
 * What one client may take.
 *
 * @param body bytes of a request's body
 * @param idle how long a connection may be silent, also in the middle of a request, and how long
 *     the head of a request may take
 * @param stop how long requests in flight may take to finish when the server stops
 * @param threads how many requests are handled at once; others wait
 * @param connections how many are open at once; others are not accepted yet
 * @param unproven how many bodies are read at once of senders that only their body can prove
 * @param proof how long each of these may take to arrive
 */
public record Limits(
    int body,
    Duration idle,
    Duration stop,
    int threads,
    int connections,
    int unproven,
    Duration proof) {

  /**
   * What a server runs with: 2 MiB, 30 s, 10 s, 64 threads, 2,000 connections, 32 unproven bodies
   * of 5 s.
   */
  public static Limits standard() {
    return new Limits(
        2 << 20,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        64,
        2_000,
        32,
        Duration.ofSeconds(5));
  }

  public Limits withBody(int bytes) {
    return new Limits(bytes, idle, stop, threads, connections, unproven, proof);
  }

  Limits withIdle(Duration time) {
    return new Limits(body, time, stop, threads, connections, unproven, proof);
  }

  Limits withProof(Duration time) {
    return new Limits(body, idle, stop, threads, connections, unproven, time);
  }
}
