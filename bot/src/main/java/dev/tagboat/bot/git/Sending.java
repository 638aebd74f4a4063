package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.git.PushOutcome.Rejected;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Moves branches of the git server, and finds out what became of it where nobody says. */
final class Sending {
  private final Exchange exchange;
  private final Mended mirror;

  Sending(Exchange exchange, Mended mirror) {
    this.exchange = exchange;
    this.mirror = mirror;
  }

  PushOutcome push(
      String branch, CommitId commit, @Nullable CommitId expected, List<String> options) {
    ObjectId old = expected == null ? ObjectId.zeroId() : Ids.of(expected);
    return send(
        "pushing " + branch + " to " + exchange.place(), branch, Ids.of(commit), old, options);
  }

  PushOutcome delete(String branch, CommitId expected) {
    String doing = "deleting " + branch + " on " + exchange.place();
    return send(doing, branch, ObjectId.zeroId(), Ids.of(expected), List.of());
  }

  private PushOutcome send(
      String doing, String branch, ObjectId id, ObjectId old, List<String> options) {
    Optional<PushOutcome> outcome;
    try {
      outcome =
          exchange.remotely(
              doing,
              connection -> {
                Pushing pushing = new Pushing(mirror.repository(), connection);
                return pushing.push(branch, id, old, options);
              });
    } catch (TransientFault fault) {
      if (arrived(doing, branch, id)) {
        return noted(branch, id, new PushOutcome.Pushed());
      }
      throw fault;
    }
    if (outcome.isEmpty() && arrived(doing, branch, id)) {
      return noted(branch, id, new PushOutcome.Pushed());
    }
    PushOutcome said =
        outcome.orElseThrow(
            () ->
                new TransientFault(
                    doing + " failed: the git server did not say what became of it"));
    return noted(
        branch, id, said instanceof Rejected no ? judged(no, doing, branch, id, old) : said);
  }

  // A lost race is worded by each server as it likes: where the branch is now tells more.
  private PushOutcome judged(
      Rejected rejected, String doing, String branch, ObjectId id, ObjectId old) {
    return Rejection.judge(rejected, id, old, remoteHead(doing, branch));
  }

  // The server may have done it before the connection broke.
  private boolean arrived(String doing, String branch, ObjectId id) {
    return id.equals(remoteHead(doing, branch));
  }

  private ObjectId remoteHead(String doing, String branch) {
    return exchange
        .remotely(doing, connection -> Optional.ofNullable(Fetching.ask(connection, branch)))
        .orElse(ObjectId.zeroId());
  }

  private PushOutcome noted(String branch, ObjectId id, PushOutcome outcome) {
    if (outcome instanceof PushOutcome.Pushed) {
      mirror.call(
          "noting what was pushed",
          reader -> {
            boolean gone = id.equals(ObjectId.zeroId());
            Fetching.track(mirror.repository(), branch, gone ? null : id);
            return true;
          });
    }
    return outcome;
  }
}
