package dev.tagboat.server.http;

import java.util.Map;

/** Ends a request with an error status and a sentence for the client. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;

  Refusal(int status, String sentence) {
    this(status, sentence, Map.of());
  }

  Refusal(int status, String sentence, Map<String, String> headers) {
    // Without a stack trace: anybody can cause it, as often as they like.
    super(sentence, null, false, false);
    this.status = status;
    this.headers = headers;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
