package dev.tagboat.bot.git;

import org.eclipse.jgit.lib.ObjectId;

/** Commits as JGit names them. */
final class Ids {
  private Ids() {}

  static ObjectId of(CommitId commit) {
    return ObjectId.fromString(commit.value());
  }
}
