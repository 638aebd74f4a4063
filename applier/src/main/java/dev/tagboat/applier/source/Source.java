package dev.tagboat.applier.source;

import java.util.Optional;

/** Where revisions come from. */
public interface Source extends AutoCloseable {
  /**
   * The newest revision of the branch.
   *
   * @param applied the commit that was applied last: the new one must descend from it
   * @param accepted a commit that a person has accepted though its history was rewritten
   */
  Fetched fetch(Optional<String> applied, Optional<String> accepted);

  @Override
  void close();
}
