package dev.tagboat.applier.source;

import java.io.IOException;

/** The clone on the disk cannot be opened: damaged, or no disk to have one on. */
final class UnopenedException extends IOException {
  private static final long serialVersionUID = 1L;

  UnopenedException(Exception cause) {
    super(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
  }
}
