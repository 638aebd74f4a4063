package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.Signers;

/** Signs commits by JGit's own signer. */
final class Signatures {
  private Signatures() {}

  /**
   * @throws UserFault when the key cannot be read; nothing is ever committed unsigned then
   */
  static void sign(Repository repository, CommitBuilder commit, Signing signing) {
    Config config = new Config();
    config.setString("gpg", null, "format", "ssh");
    try {
      Signers.get(GpgFormat.SSH)
          .signObject(
              repository,
              new GpgConfig(config),
              commit,
              commit.getCommitter(),
              signing.key().toString(),
              null);
    } catch (IOException | GitAPIException | JGitInternalException e) {
      throw new UserFault(
          "tried to sign a commit with the key in "
              + signing.key()
              + ", but it cannot be used: "
              + GitFaults.printable(String.valueOf(e.getMessage()))
              + ". It must be a private key for SSH without a passphrase.",
          e);
    }
  }
}
