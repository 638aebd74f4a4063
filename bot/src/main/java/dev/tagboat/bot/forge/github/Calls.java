package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import org.kohsuke.github.GHException;

/** Turns what a call throws into a {@link dev.tagboat.bot.fault.Fault}. */
final class Calls {
  private Calls() {}

  /** A call that may fail in GitHub's ways. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  /**
   * @param tried what is tried, to follow "Tried to"
   * @param need the permission that it takes
   */
  static <T> T run(String tried, String need, Call<T> call) {
    try {
      return unrefused(tried, call);
    } catch (Refusal e) {
      throw e.toFault(tried, need);
    }
  }

  /** Like {@link #run}, but leaves the refusal to the caller. */
  static <T> T unrefused(String tried, Call<T> call) {
    try {
      return call.run();
    } catch (IOException | GHException e) {
      throw unreadable(tried, e);
    }
  }

  /** Connections are the interceptors' matter: what is left is an answer that makes no sense. */
  private static TransientFault unreadable(String tried, Exception e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    // Jackson's own message quotes the answer, which may hold a token.
    String why =
        root instanceof JsonProcessingException json
            ? json.getOriginalMessage().replaceAll("(?s)['\"].*['\"]", "…")
            : String.valueOf(root.getMessage());
    return new TransientFault(
        "Tried to " + tried + ", but GitHub's answer cannot be understood: " + why + ".");
  }
}
