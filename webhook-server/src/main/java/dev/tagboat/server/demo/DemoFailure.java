package dev.tagboat.server.demo;

/** The demo did not do what it should; the message is a sentence for people. */
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
