package dev.tagboat.server.http;

import dev.tagboat.server.config.Repository;

/**
 * Is told what a forge says of a config repo. It is a hint to look, never proof. Must return at
 * once: the forge waits for the answer.
 */
public interface ForgeListener {
  /** A pull request was opened, merged, closed, labelled, commented on or otherwise changed. */
  void pullRequestChanged(Repository repository, int number);

  /** A branch moved, or is gone. */
  void pushed(Repository repository, String branch);
}
