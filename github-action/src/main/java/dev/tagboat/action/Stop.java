package dev.tagboat.action;

/** The step cannot go on: one sentence for whoever wrote the workflow. */
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Stop(String sentence) {
    super(sentence);
  }

  Stop(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
