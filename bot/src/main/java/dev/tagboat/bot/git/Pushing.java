package dev.tagboat.bot.git;

import dev.tagboat.bot.git.PushOutcome.Pushed;
import dev.tagboat.bot.git.PushOutcome.Rejected;
import dev.tagboat.bot.git.PushOutcome.Stale;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compare-and-set of one branch of the remote. */
final class Pushing {
  private static final Logger LOG = LoggerFactory.getLogger(Pushing.class);

  private final Repository mirror;
  private final Connection connection;

  Pushing(Repository mirror, Connection connection) {
    this.mirror = mirror;
    this.connection = connection;
  }

  /**
   * Empty when the connection was closed without an answer: the push may have been done. A lost
   * race may come as {@link Rejected}, too: {@link Rejection} tells them apart.
   */
  Optional<PushOutcome> push(String branch, ObjectId id, ObjectId expected, List<String> options)
      throws IOException {
    RemoteRefUpdate update = update("refs/heads/" + branch, id, expected);
    try {
      send(update, options);
    } catch (TransportException e) {
      if (options.isEmpty() || !lacksOptions(e)) {
        throw e;
      }
      LOG.warn("the git server takes no push options; pushed without {}", options.size());
      return push(branch, id, expected, List.of())
          .map(said -> said instanceof Pushed ? new Pushed(false) : said);
    }
    return outcome(update);
  }

  /** The same for a ref that the server does not keep, and that means nothing without options. */
  Optional<PushOutcome> submit(String ref, ObjectId id, List<String> options) throws IOException {
    RemoteRefUpdate update = update(ref, id, ObjectId.zeroId());
    try {
      send(update, options);
    } catch (TransportException e) {
      if (!lacksOptions(e)) {
        throw e;
      }
      return Optional.of(new Rejected("the git server takes no push options"));
    }
    Optional<PushOutcome> outcome = outcome(update);
    if (outcome.filter(Stale.class::isInstance).isPresent()) {
      return Optional.of(
          new Rejected("the git server keeps " + ref + " as an ordinary ref: it knows no AGit"));
    }
    // What Gitea and Forgejo say of a commit that they have already.
    return String.valueOf(update.getMessage()).contains("new commit is same with old commit")
        ? Optional.of(new Pushed())
        : outcome;
  }

  private RemoteRefUpdate update(String ref, ObjectId id, ObjectId expected) throws IOException {
    @Nullable String source = id.equals(ObjectId.zeroId()) ? null : id.name();
    return new RemoteRefUpdate(mirror, source, id, ref, true, null, expected);
  }

  private void send(RemoteRefUpdate update, List<String> options) throws IOException {
    connection.transport().setPushOptions(options.isEmpty() ? null : options);
    connection.transport().push(NullProgressMonitor.INSTANCE, List.of(update));
  }

  private static boolean lacksOptions(TransportException failure) {
    return String.valueOf(failure.getMessage())
        .toLowerCase(java.util.Locale.ROOT)
        .contains("push options");
  }

  private Optional<PushOutcome> outcome(RemoteRefUpdate update) {
    String said = connection.scrub(update.getMessage() == null ? "" : update.getMessage());
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> Optional.of(new Pushed());
      case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED, NON_EXISTING ->
          Optional.of(new Stale("the branch was moved by somebody else meanwhile"));
      case REJECTED_NODELETE ->
          Optional.of(new Rejected("the git server does not let branches be deleted"));
      case REJECTED_OTHER_REASON -> Optional.of(new Rejected("the git server says: " + said));
      case NOT_ATTEMPTED, AWAITING_REPORT -> Optional.empty();
    };
  }
}
