package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.TransientFault;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Hands commits in for review, and keeps in mind which. */
final class Submitting {
  private final Exchange exchange;
  private final Mended mirror;

  Submitting(Exchange exchange, Mended mirror) {
    this.exchange = exchange;
    this.mirror = mirror;
  }

  PushOutcome submit(String ref, String topic, CommitId commit, List<String> options) {
    String doing = "submitting to " + ref + " of " + exchange.place();
    PushOutcome outcome =
        exchange
            .remotely(
                doing,
                connection ->
                    new Pushing(mirror.repository(), connection)
                        .submit(ref, Ids.of(commit), options))
            .orElseThrow(
                () ->
                    new TransientFault(
                        doing + " failed: the git server did not say what became of it"));
    if (outcome instanceof PushOutcome.Pushed) {
      note(topic, commit);
    }
    return outcome;
  }

  boolean isKept(String ref) {
    return exchange.remotely(
        "looking for " + ref + " on " + exchange.place(),
        connection -> Fetching.has(connection, ref));
  }

  Optional<CommitId> submitted(String topic) {
    return mirror.call(
        "looking for what was submitted",
        reader -> {
          ObjectId id = Submissions.find(mirror.repository(), topic);
          return id != null && reader.has(id)
              ? Optional.of(new CommitId(id.name()))
              : Optional.<CommitId>empty();
        });
  }

  void forget(String topic) {
    note(topic, null);
  }

  private void note(String topic, @Nullable CommitId commit) {
    mirror.call(
        "noting what was submitted",
        reader -> {
          Submissions.note(mirror.repository(), topic, commit == null ? null : Ids.of(commit));
          return true;
        });
  }
}
