package dev.tagboat.bot.forge.github;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What one credential was used for since the start, and what GitHub's answers say it has left. Safe
 * for many threads.
 */
public final class Usage {
  /** Those of GitHub are words like {@code core}; whoever else answers must not fill the memory. */
  private static final int MOST_RESOURCES = 16;

  /** Who has the turn at once takes less. */
  private static final Duration NOTHING = Duration.ofMillis(10);

  private final String credential;
  private final Map<Call, AtomicLong> calls = new ConcurrentHashMap<>();
  private final Map<String, Limit> limits = new ConcurrentHashMap<>();
  private final AtomicLong pauses = new AtomicLong();
  private final AtomicLong waits = new AtomicLong();
  private final AtomicLong waitedNanos = new AtomicLong();
  private volatile Instant pausedUntil = Instant.EPOCH;

  /** What a call was for. */
  public enum Kind {
    READ("read"),
    WRITE("write"),
    GRAPHQL("graphql"),
    /** Getting a token of an App. */
    TOKEN("token");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    static Kind of(Request request) {
      String path = request.url().encodedPath();
      if (path.endsWith("/graphql")) {
        return GRAPHQL;
      }
      if (path.matches("(/api/v3)?/app(/.*)?")
          || path.matches(".*/repos/[^/]+/[^/]+/installation")) {
        return TOKEN;
      }
      return request.method().equals("GET") ? READ : WRITE;
    }
  }

  /** What came of a call. */
  public enum Outcome {
    OK("ok"),
    /** 304: it does not count towards the limit. */
    UNCHANGED("unchanged"),
    REFUSED("refused"),
    LIMITED("limited"),
    ERROR("error"),
    UNREACHABLE("unreachable");

    private final String key;

    Outcome(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  private record Call(Kind kind, Outcome outcome) {}

  /**
   * What may still be asked for, by {@code x-ratelimit-limit}, {@code -remaining}, {@code -reset}
   * and {@code -resource} ("Rate limits for the REST API").
   *
   * @param resource what GitHub counts by itself, such as {@code core} and {@code graphql}
   * @param reset when all of it is there again
   */
  public record Limit(String resource, long limit, long remaining, Instant reset) {}

  /**
   * @param credential what to call it: never the token
   */
  Usage(String credential) {
    this.credential = credential;
  }

  /** What people know it by: an App with the owner it acts for, or a token by its first repo. */
  public String credential() {
    return credential;
  }

  public long calls(Kind kind, Outcome outcome) {
    AtomicLong number = calls.get(new Call(kind, outcome));
    return number == null ? 0 : number.get();
  }

  /** As last told, by the resource's name; empty before the first answer and where none is told. */
  public List<Limit> limits() {
    return limits.values().stream().sorted(Comparator.comparing(Limit::resource)).toList();
  }

  /** How often GitHub asked for a pause. */
  public long pauses() {
    return pauses.get();
  }

  /** Until when it last asked for one; long ago when it never did. */
  public Instant pausedUntil() {
    return pausedUntil;
  }

  /** How many calls waited for their turn, or for the pause between writes. */
  public long waits() {
    return waits.get();
  }

  /** How long they waited in all. */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos.get());
  }

  void answered(Request request, Response response, boolean limited) {
    Kind kind = Kind.of(request);
    count(kind, limited ? Outcome.LIMITED : outcome(response.code()));
    // What an App asks for by itself is counted apart from its installations.
    if (kind != Kind.TOKEN) {
      limit(response);
    }
  }

  void unreachable(Request request) {
    count(Kind.of(request), Outcome.UNREACHABLE);
  }

  void waited(Duration time) {
    if (time.compareTo(NOTHING) < 0) {
      return;
    }
    waits.incrementAndGet();
    waitedNanos.addAndGet(time.toNanos());
  }

  void pausedUntil(Instant until) {
    pauses.incrementAndGet();
    pausedUntil = until;
  }

  private void count(Kind kind, Outcome outcome) {
    calls.computeIfAbsent(new Call(kind, outcome), call -> new AtomicLong()).incrementAndGet();
  }

  private static Outcome outcome(int status) {
    if (status == 304) {
      return Outcome.UNCHANGED;
    }
    if (status >= 500) {
      return Outcome.ERROR;
    }
    return status >= 300 ? Outcome.REFUSED : Outcome.OK;
  }

  private void limit(Response response) {
    String named = response.header("x-ratelimit-resource");
    String resource = named != null && named.matches("[a-z_]{1,40}") ? named : "core";
    Long limit = number(response.header("x-ratelimit-limit"));
    Long remaining = number(response.header("x-ratelimit-remaining"));
    Long reset = number(response.header("x-ratelimit-reset"));
    boolean room = limits.containsKey(resource) || limits.size() < MOST_RESOURCES;
    if (limit != null && remaining != null && reset != null && room) {
      try {
        limits.put(resource, new Limit(resource, limit, remaining, Instant.ofEpochSecond(reset)));
      } catch (DateTimeException e) {
        // Not a time: such an answer tells nothing.
        return;
      }
    }
  }

  private static @Nullable Long number(@Nullable String header) {
    return header != null && header.matches("[0-9]{1,18}") ? Long.valueOf(header) : null;
  }
}
