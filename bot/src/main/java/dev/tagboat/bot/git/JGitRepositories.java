package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Config repos by JGit, each as a bare mirror in a directory, kept between runs. The directory
 * holds nothing that cannot be fetched again: it may be deleted while nobody runs.
 */
public final class JGitRepositories implements GitRepositories {
  private final Path directory;
  private final GitSettings settings;

  /**
   * @param directory where the mirrors are kept; made when missing, readable by us only
   */
  public JGitRepositories(Path directory, GitSettings settings) {
    this.directory = directory;
    this.settings = settings;
    QuietSystem.install();
  }

  /** Whether git takes the name for a branch (git-check-ref-format). */
  public static boolean isBranchName(String text) {
    return Repository.isValidRefName(Constants.R_HEADS + text);
  }

  @Override
  public GitRepository open(GitRemote remote) {
    String name = Mirror.name(remote.url());
    try {
      Files.createDirectories(directory);
      Mirror.restrict(directory);
      MirrorLock lock = MirrorLock.take(directory.resolve(name + ".lock"), settings.lock());
      return opened(remote, directory.resolve(name + ".git"), lock);
    } catch (IOException e) {
      throw GitFaults.isDiskFull(e)
          ? GitFaults.local("opening the mirror of the config repo", directory, e)
          : new UserFault(
              "cannot keep a mirror of the config repo in "
                  + directory
                  + ": "
                  + GitFaults.printable(e.toString())
                  + ". The directory must be writable.");
    }
  }

  private GitRepository opened(GitRemote remote, Path mirror, MirrorLock lock) throws IOException {
    try {
      return new JGitRepository(remote, settings, new Mended(mirror), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }
}
