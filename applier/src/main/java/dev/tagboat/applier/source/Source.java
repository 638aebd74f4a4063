package dev.tagboat.applier.source;

import java.util.Optional;
import java.util.function.Supplier;

/** Where revisions come from. */
public interface Source extends AutoCloseable {
  /**
   * What the caller knows.
   *
   * @param applied the commit that was applied last: the new one must descend from it
   * @param accepted a commit that a person has accepted though its history was rewritten
   * @param held a commit that need not be read again
   */
  record Known(Optional<String> applied, Optional<String> accepted, Optional<String> held) {
    public static final Known NOTHING =
        new Known(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The newest revision of the branch. */
  default Fetched fetch(Known known) {
    return fetch(() -> known);
  }

  /** Likewise; {@code known} is asked for when the remote has answered, and may wait. */
  Fetched fetch(Supplier<Known> known);

  /**
   * Remembers that this commit is about to be applied.
   *
   * @throws dev.tagboat.applier.fault.TransientFault when it cannot be remembered; then it must not
   *     be applied, since an older one would be taken for it
   */
  void keep(String commit);

  /** What was remembered, while the remote cannot be asked; empty when it cannot be read. */
  Optional<Revision> kept();

  /**
   * Whether the credentials could write to the repo, which they must not. Nothing is written to
   * find out.
   *
   * @throws dev.tagboat.applier.fault.Fault when the server cannot be asked
   */
  boolean canPush();

  @Override
  void close();
}
