package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a config repo's pull requests live and how to get in.
 *
 * @param apiUrl base of the forge's API; null for the public service
 * @param username for git over HTTP on a {@link Type#GIT} forge; null for the forge's usual one
 * @param token a token, or the password of git over HTTP; null with an App, or for none
 * @param appId of a GitHub App; null with a token
 * @param privateKeyFile the App's private key, PEM
 * @param webhookSecret what the forge signs its own events with; null when it sends none
 * @param flavour for {@link Type#GIT}: whose push options are understood, such as {@code gitlab}
 */
public record ForgeAccess(
    Type type,
    @Nullable URI apiUrl,
    @Nullable String username,
    @Nullable Secret token,
    @Nullable Long appId,
    @Nullable Path privateKeyFile,
    @Nullable Secret webhookSecret,
    @Nullable String flavour) {

  /** The kinds of forge. */
  public enum Type {
    GITHUB,
    GIT
  }

  /**
   * @throws IllegalArgumentException when the App is half configured, or is beside a token
   */
  public ForgeAccess {
    if ((appId == null) != (privateKeyFile == null)) {
      throw new IllegalArgumentException("forge: give both app-id and private-key-file");
    }
    if (appId != null && token != null) {
      throw new IllegalArgumentException("forge: give either a token or an App, not both");
    }
  }

  /** A GitHub token. */
  public static ForgeAccess github(@Nullable URI apiUrl, Secret token) {
    return new ForgeAccess(Type.GITHUB, apiUrl, null, token, null, null, null, null);
  }
}
