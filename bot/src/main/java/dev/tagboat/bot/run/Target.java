package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.git.GitRemote;

/**
 * One config repo that changes are proposed to.
 *
 * @param remote how to reach it by git
 * @param branch the branch that pull requests go into
 * @param forge where its pull requests live
 */
public record Target(GitRemote remote, String branch, Forge forge) {}
