package dev.tagboat.applier.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose signature a commit needs; without either file, none.
 *
 * @param allowedSignersFile keys of SSH, as in ssh-keygen(1), "ALLOWED SIGNERS"; read anew each
 *     time
 * @param gpgKeysFile public keys of OpenPGP, as {@code gpg --export} writes, armored or not; read
 *     anew each time
 */
public record SignersConfig(Optional<Path> allowedSignersFile, Optional<Path> gpgKeysFile) {
  public static final SignersConfig ANYBODY = new SignersConfig(Optional.empty(), Optional.empty());

  /** Whether a commit needs a signature at all. */
  public boolean isAsked() {
    return allowedSignersFile.isPresent() || gpgKeysFile.isPresent();
  }
}
