package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;

/** Decides who must act on a failure of git, in sentences without secrets. */
final class GitFaults {
  private static final int MAX_DETAIL = 300;

  // How the system words ENOSPC, EDQUOT and EFBIG; Java has no codes for them.
  private static final List<String> DISK_FULL =
      List.of("No space left", "Disk quota exceeded", "File too large");

  private GitFaults() {}

  /** Whether the mirror, not the remote, is at fault. */
  static boolean isDamage(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof MissingObjectException
                    || cause instanceof CorruptObjectException
                    || cause.getClass().getSimpleName().startsWith("CorruptPack")
                    || cause.getClass().getSimpleName().startsWith("PackInvalid"));
  }

  /** Whether the disk takes no more: full, over a quota, or over the process's file size limit. */
  static boolean isDiskFull(Throwable failure) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> DISK_FULL.stream().anyMatch(message::contains));
  }

  /**
   * What went wrong on the disk. That it is full is for time, too: somebody frees it for other
   * reasons than ours, and the pushes that came meanwhile must not need a hand each.
   *
   * @param directory the mirror that was being written
   */
  static Fault local(String tried, Path directory, IOException failure) {
    return new TransientFault(
        isDiskFull(failure)
            ? tried
                + " failed: the disk takes no more for the mirror in "
                + directory
                + " ("
                + printable(root(failure))
                + "). Free some space there, or raise the limit."
            : tried + " failed on the local disk: " + printable(failure.toString()));
  }

  private static String root(Throwable failure) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()))
        .filter(message -> DISK_FULL.stream().anyMatch(message::contains))
        .reduce("", (outer, inner) -> inner);
  }

  /** What went wrong with the remote, by the HTTP answer when there was one. */
  static Fault remote(String tried, Connection connection, Exception failure) {
    HttpTrace trace = connection.trace();
    int status = trace.status();
    if (trace.leftTheHost() || (status >= 300 && status < 400)) {
      return new UserFault(
          tried
              + " failed: the server redirects to another place. Credentials are not taken there:"
              + " configure the URL that it redirects to.");
    }
    if (status == 401 && connection.isRenewed()) {
      return new TransientFault(
          tried + " failed: the server no longer accepts the token (401). A new one is asked for.");
    }
    if (status == 401 || status == 403 || status == 404) {
      return new UserFault(tried + " failed: " + refusal(status));
    }
    if (status >= 400) {
      return byStatus(tried, trace);
    }
    if (status == 200 && !trace.isGit()) {
      return new UserFault(tried + " failed: what answers there is no git server. Check the URL.");
    }
    String detail = connection.scrub(detail(failure));
    return isRefusal(failure)
        ? new UserFault(tried + " failed: " + detail + ". Check the URL, the key and known hosts.")
        : new TransientFault(tried + " failed: " + detail);
  }

  private static Fault byStatus(String tried, HttpTrace trace) {
    String sentence = tried + " failed: the server answered " + trace.status();
    if (trace.status() < 500 && trace.status() != 429 && trace.status() != 408) {
      return new UserFault(sentence + ". Check the URL of the config repo.");
    }
    return trace
        .retryAfter()
        .map(pause -> new TransientFault(sentence, pause))
        .orElseGet(() -> new TransientFault(sentence));
  }

  private static String refusal(int status) {
    return switch (status) {
      case 401 -> "the server does not accept the credentials (401). Renew the token or password.";
      case 403 -> "these credentials may not do that (403). Give them access to the repository.";
      default ->
          "no such repository, or these credentials may not see it (404). Check URL and access.";
    };
  }

  private static boolean isRefusal(Exception failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof NoRemoteRepositoryException
                    || cause instanceof NotSupportedException
                    || saysNo(String.valueOf(cause.getMessage())));
  }

  // The SSH library has only texts for these.
  private static boolean saysNo(String message) {
    return message.contains("No more authentication methods")
        || message.contains("Server key did not validate")
        || message.contains("Auth fail")
        || message.contains("No user authentication")
        || message.contains("not found");
  }

  private static String detail(Throwable failure) {
    List<String> messages = new ArrayList<>();
    causes(failure)
        .map(
            cause ->
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
        .filter(message -> messages.stream().noneMatch(seen -> seen.contains(message)))
        .forEach(messages::add);
    return String.join(": ", messages);
  }

  /** One line of at most 300 printable characters. */
  static String printable(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "…" : line;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(12);
  }
}
