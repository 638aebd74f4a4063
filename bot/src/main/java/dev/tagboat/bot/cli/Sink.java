package dev.tagboat.bot.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where output goes. Once the other end is gone (a pager that was left, a full disk) it takes
 * everything and writes nothing, so that work that has begun is still finished.
 */
final class Sink extends OutputStream {
  private final OutputStream target;
  private @Nullable IOException failure;

  Sink(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (failure == null) {
      try {
        target.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  @Override
  public void flush() {
    if (failure == null) {
      try {
        target.flush();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** Why not everything arrived, unless nobody wanted to read on; null when all went well. */
  @Nullable String problem() {
    String message = failure == null ? null : String.valueOf(failure.getMessage());
    return message == null || message.contains("Broken pipe") ? null : message;
  }
}
