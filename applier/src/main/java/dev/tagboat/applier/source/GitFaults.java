package dev.tagboat.applier.source;

import dev.tagboat.applier.config.SourceConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;

/** Words and sorts the failures of git. */
final class GitFaults {
  private static final int MAX_DETAIL = 300;

  // How the system words ENOSPC, EDQUOT and EFBIG; Java has no codes for them.
  private static final List<String> DISK_FULL =
      List.of("No space left", "Disk quota exceeded", "File too large");

  // What JGit makes of 403.
  private static final String FORBIDDEN = "not permitted";

  // JGit and its SSH library have only texts for these.
  private static final List<String> LOGINS =
      List.of(
          "not authorized",
          "authentication not supported",
          FORBIDDEN,
          "authentication is required",
          "Authentication is required",
          "No more authentication methods",
          "Auth fail",
          "No user authentication");

  private static final List<String> REFUSALS =
      List.of("Server key did not validate", "not found", "edirect");

  private GitFaults() {}

  /**
   * Whether the clone, not the remote, is at fault. JGit also trips over files that were cut short
   * with exceptions that mean a bug elsewhere.
   */
  static boolean isDamage(Throwable failure) {
    return failure instanceof RuntimeException
        || causes(failure)
            .anyMatch(
                cause ->
                    cause instanceof MissingObjectException
                        || cause instanceof UnopenedException
                        || cause instanceof CorruptObjectException
                        || cause.getClass().getSimpleName().startsWith("CorruptPack")
                        || cause.getClass().getSimpleName().startsWith("PackInvalid")
                        || cause.getClass().getSimpleName().startsWith("PackMismatch"));
  }

  /**
   * @param tried such as {@code fetching main from https://…}
   */
  static SourceFault of(String tried, SourceConfig config, Exception failure) {
    String detail = detail(failure);
    if (failure instanceof UnfitException) {
      return new SourceFault(SourceFault.Kind.UNFIT, detail);
    }
    if (mentions(failure, DISK_FULL)) {
      return new SourceFault(
          SourceFault.Kind.DISK,
          tried + " failed: the disk takes no more for the clone: " + detail + ". Free some space");
    }
    Optional<String> host = hostKey(failure);
    if (host.isPresent()) {
      return new SourceFault(SourceFault.Kind.REFUSED, tried + " failed: " + host.get());
    }
    if (isDamage(failure)) {
      return new SourceFault(
          SourceFault.Kind.CORRUPT,
          tried + " failed: objects are missing or damaged, also in a fresh clone: " + detail);
    }
    if (mentions(failure, LOGINS)) {
      return new SourceFault(
          SourceFault.Kind.REFUSED, tried + " failed: " + login(config, failure));
    }
    return isRefusal(failure)
        ? new SourceFault(
            SourceFault.Kind.REFUSED,
            tried + " failed: " + detail + ". Check the URL, the credentials and the known hosts.")
        : new SourceFault(SourceFault.Kind.UNREACHABLE, tried + " failed: " + detail);
  }

  private static Optional<String> hostKey(Throwable failure) {
    return causes(failure)
        .filter(HostKeyException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage()))
        .findFirst();
  }

  private static String login(SourceConfig config, Throwable failure) {
    if (config.sshKeyFile().isPresent()) {
      return "the git server refused the key of source.ssh-key-file, "
          + config.sshKeyFile().get()
          + ". Add its public half to the repo as a deploy key that may only read, and check the"
          + " user in source.url (git@ nearly everywhere)";
    }
    String code = mentions(failure, List.of(FORBIDDEN)) ? " (403)" : " (401)";
    return config
        .passwordFile()
        .map(
            file ->
                "the git server refused the credentials"
                    + code
                    + ". What source.password-file has in "
                    + file
                    + " may have expired, be revoked or not be for this repo: put a token there"
                    + " that may read it")
        .orElse(
            "the git server asks for credentials"
                + code
                + ", and there are none. Put a token that may read the repo into a file, and name"
                + " that in source.password-file");
  }

  /** What went wrong on the disk before anything was fetched. */
  static SourceFault local(IOException failure) {
    return new SourceFault(
        SourceFault.Kind.DISK, "the clone cannot be kept on the local disk: " + detail(failure));
  }

  private static boolean isRefusal(Exception failure) {
    return mentions(failure, REFUSALS)
        || causes(failure)
            .anyMatch(
                cause ->
                    cause instanceof NoRemoteRepositoryException
                        || cause instanceof NotSupportedException);
  }

  private static boolean mentions(Throwable failure, List<String> words) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> words.stream().anyMatch(message::contains));
  }

  private static String detail(Throwable failure) {
    String all =
        causes(failure)
            .map(
                cause ->
                    cause.getMessage() == null
                        ? cause.getClass().getSimpleName()
                        : cause.getMessage())
            .distinct()
            .collect(Collectors.joining(": "));
    String line = all.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "…" : line;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(12);
  }
}
