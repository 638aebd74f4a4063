package dev.tagboat.bot.git;

import dev.tagboat.bot.net.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How our commits are signed: as {@code git commit -S} does, by SSH or by OpenPGP, whichever the
 * key is for.
 *
 * @param key file of a private key: for SSH in OpenSSH or PEM form, or for OpenPGP as {@code gpg
 *     --export-secret-keys} writes it, armored or not
 * @param passphrase of the key; null when it has none
 * @param committer whom the commits are by; forges show a signature as verified only where the key
 *     and the e-mail belong to one account
 */
public record Signing(Path key, @Nullable Secret passphrase, Identity committer) {

  /** By a key without a passphrase. */
  public Signing(Path key, Identity committer) {
    this(key, null, committer);
  }
}
