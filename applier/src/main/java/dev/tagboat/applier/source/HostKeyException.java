package dev.tagboat.applier.source;

/** A server's key that is not talked to; the message says why and what to do. */
final class HostKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostKeyException(String sentence) {
    super(sentence);
  }
}
