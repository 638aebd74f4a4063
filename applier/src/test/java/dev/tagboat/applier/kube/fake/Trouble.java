package dev.tagboat.applier.kube.fake;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What goes wrong with a request. */
public sealed interface Trouble {
  /** An answer instead of doing anything. */
  record Refused(int code, String body, Map<String, String> headers) implements Trouble {
    public Refused {
      headers = Map.copyOf(headers);
    }

    public static Refused status(int code, String reason, String message) {
      return new Refused(code, Refusal.status(code, reason, message).toString(), Map.of());
    }
  }

  /** Done, but the connection ends without an answer. */
  record LostAnswer() implements Trouble {}

  /** Done, but the connection ends in the middle of the answer. */
  record HalfAnswer() implements Trouble {}

  /** The connection ends at once. */
  record Unheard() implements Trouble {}

  /** Done only when the latch is open, long after whoever asked has given up. */
  record Held(CountDownLatch until) implements Trouble {}
}
