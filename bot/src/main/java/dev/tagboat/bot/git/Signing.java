package dev.tagboat.bot.git;

import java.nio.file.Path;

/**
 * How our commits are signed: by SSH, as {@code git commit -S} does with {@code gpg.format ssh}.
 *
 * @param key file of a private key in OpenSSH or PEM form, without a passphrase
 * @param committer whom the commits are by; forges show a signature as verified only where the key
 *     and the e-mail belong to one account
 */
public record Signing(Path key, Identity committer) {}
