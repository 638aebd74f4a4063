package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.pull.Manners;

/**
 * One config repo that changes are proposed to.
 *
 * @param remote how to reach it by git
 * @param branch the branch that pull requests go into
 * @param forge where its pull requests live
 */
public record Target(GitRemote remote, String branch, Forge forge) {

  /** Whom the commits are by that we make and push. */
  Identity committer() {
    return remote.signing() == null ? Manners.SELF : remote.signing().committer();
  }
}
