package dev.tagboat.bot.registry;

import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import okhttp3.Credentials;

/**
 * Who we are at a registry.
 *
 * @param identityToken whether {@code secret} is an OAuth 2 refresh token rather than a password,
 *     as {@code az acr login} leaves it
 */
record Login(String username, Secret secret, boolean identityToken) {

  /** The value of a Basic {@code Authorization} header. */
  String basic() {
    return Credentials.basic(username, secret.reveal(), StandardCharsets.UTF_8);
  }
}
