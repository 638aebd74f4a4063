package dev.tagboat.bot.git;

/** Opens config repos, one user at a time each; different repos are open side by side. */
public interface GitRepositories {

  /**
   * Waits until nobody else (thread or process) works on this repository's mirror, then opens it.
   *
   * @throws dev.tagboat.bot.fault.TransientFault when it stays in use for too long
   */
  GitRepository open(GitRemote remote);
}
