package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.net.Secret;
import java.nio.file.Path;

/** How Tagboat proves to GitHub who it is. */
public sealed interface Credentials {

  /** A personal access token, or the {@code GITHUB_TOKEN} of a workflow. */
  record Token(Secret value) implements Credentials {}

  /**
   * A GitHub App installed on the repository.
   *
   * @param privateKeyFile PEM, PKCS#1 (as GitHub hands it out) or PKCS#8; read at each renewal, so
   *     that a new key is taken up without a restart
   */
  record App(long appId, Path privateKeyFile) implements Credentials {}
}
