package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.file.Files;
import org.bouncycastle.openpgp.PGPException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.Signers;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Signs commits: by SSH with JGit's own signer, by OpenPGP with {@link OpenPgp}. */
final class Signatures {
  private static final long MAX_KEY = 1024 * 1024;

  private Signatures() {}

  /**
   * @throws UserFault when the key cannot be used; nothing is ever committed unsigned then
   */
  static void sign(Repository repository, CommitBuilder commit, Signing signing) {
    try {
      if (Files.size(signing.key()) > MAX_KEY) {
        throw new IOException("the file is too large for a key");
      }
      byte[] file = Files.readAllBytes(signing.key());
      if (OpenPgp.isKey(file)) {
        OpenPgp key = new OpenPgp(file, signing.passphrase());
        byte[] made = key.sign(commit.build(), commit.getCommitter().getWhenAsInstant());
        commit.setGpgSignature(new GpgSignature(made));
      } else {
        bySsh(repository, commit, signing);
      }
    } catch (IOException | GitAPIException | JGitInternalException | PGPException e) {
      throw new UserFault(
          "tried to sign a commit with the key in "
              + signing.key()
              + ", but it cannot be used: "
              + GitFaults.printable(e.getMessage() == null ? e.toString() : e.getMessage())
              + ". It must be a private key for SSH or GPG, and its passphrase, if it has one, must"
              + " be given too.",
          e);
    }
  }

  private static void bySsh(Repository repository, CommitBuilder commit, Signing signing)
      throws IOException, GitAPIException {
    Config config = new Config();
    config.setString("gpg", null, "format", "ssh");
    Signers.get(GpgFormat.SSH)
        .signObject(
            repository,
            new GpgConfig(config),
            commit,
            commit.getCommitter(),
            signing.key().toString(),
            new Passphrase(signing.passphrase()));
  }

  /** Answers the question for the key's passphrase, and no other. */
  private static final class Passphrase extends CredentialsProvider {
    private final @Nullable Secret passphrase;
    private boolean given;

    Passphrase(@Nullable Secret passphrase) {
      this.passphrase = passphrase;
    }

    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
      return passphrase != null;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
      // Asked a second time, the first answer was wrong.
      if (passphrase == null || given) {
        return false;
      }
      for (CredentialItem item : items) {
        if (item instanceof CredentialItem.Password password) {
          password.setValue(passphrase.reveal().toCharArray());
          given = true;
        }
      }
      return given;
    }
  }
}
