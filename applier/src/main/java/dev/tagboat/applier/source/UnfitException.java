package dev.tagboat.applier.source;

import java.io.IOException;

/** A revision that must not be read; the message says why. */
final class UnfitException extends IOException {
  private static final long serialVersionUID = 1L;

  UnfitException(String sentence) {
    super(sentence);
  }
}
