package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One request of a token after the other, the least pause between two writes, and none while GitHub
 * wants a pause, as it asks of integrators ("Best practices for using the REST API"). A short pause
 * is waited out here; for a long one the request is not sent, so that the thread can do other work.
 */
final class WritePacer implements Interceptor {
  /** What is waited out. */
  static final Duration SHORT = Duration.ofSeconds(5);

  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration pause;
  private final Lane lane;
  private final Usage usage;
  private final Limits limits;
  private final ReentrantLock turn = new ReentrantLock(true);
  private Instant opens = Instant.MIN;
  private Instant next = Instant.MIN;

  /** The turns of one token. */
  record Lane(Turns turns, String name) {
    static final Lane ALONE = new Lane(Turns.ALONE, "");

    Turns.Answer ask(boolean write) {
      return turns.ask(name, write);
    }

    void done(Duration untilWrite, Duration rest) {
      turns.done(name, untilWrite, rest);
    }
  }

  WritePacer(Clock clock, Sleeper sleeper, Duration pause, Lane lane, Usage usage) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.pause = pause;
    this.lane = lane;
    this.usage = usage;
    this.limits = new Limits(clock);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    boolean write = !Rest.onlyAsks(chain.request());
    Instant came = clock.instant();
    turn.lock();
    try {
      awaitTurn(chain.request(), write);
      usage.waited(Duration.between(came, clock.instant()));
      return sent(chain, write ? pause : Duration.ZERO);
    } finally {
      turn.unlock();
    }
  }

  private void awaitTurn(Request request, boolean write) {
    for (; ; ) {
      awaitOpen(request);
      if (write) {
        sleepUntil(next);
      }
      Turns.Answer answer = lane.ask(write);
      if (answer.isFree()) {
        return;
      }
      closeFor(answer.rest());
      sleeper.sleep(answer.again());
    }
  }

  private Response sent(Chain chain, Duration untilWrite) throws IOException {
    Duration rest = Duration.ZERO;
    try {
      Response response = proceed(chain);
      // Before the turn is another's: it would send what GitHub has just asked not to send.
      rest = limits.rest(response);
      usage.answered(chain.request(), response, !rest.isZero());
      if (!rest.isZero()) {
        closeFor(rest);
        usage.pausedUntil(opens);
      }
      return response;
    } finally {
      // From the answer on: how long a request was on its way is not known, and GitHub counts when
      // it arrives.
      Instant after = clock.instant().plus(untilWrite);
      next = after.isAfter(next) ? after : next;
      lane.done(untilWrite, rest);
    }
  }

  private Response proceed(Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      usage.unreachable(chain.request());
      throw e;
    }
  }

  Usage usage() {
    return usage;
  }

  private void awaitOpen(Request request) {
    Duration closed = Duration.between(clock.instant(), opens);
    if (closed.compareTo(SHORT) > 0) {
      throw new TransientFault(
          "GitHub asked for a pause of our requests, so that "
              + request.method()
              + " "
              + request.url().encodedPath()
              + " was not sent. It is tried again in "
              + closed.toSeconds()
              + " seconds.",
          closed);
    }
    sleepUntil(opens);
  }

  private void sleepUntil(Instant time) {
    Instant now = clock.instant();
    if (time.isAfter(now)) {
      sleeper.sleep(Duration.between(now, time));
    }
  }

  private void closeFor(Duration rest) {
    Instant until = clock.instant().plus(rest);
    opens = until.isAfter(opens) ? until : opens;
  }
}
