package dev.tagboat.bot.forge.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests. */
final class RequestLog {
  private static final int MOST = 10_000;

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();

  synchronized void add(String method, String path, int status) {
    if (requests.size() == MOST) {
      requests.removeFirst();
    }
    requests.addLast(new RecordedRequest(method, path, status));
  }

  synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
  }
}
