package dev.tagboat.server.config;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a registry.
 *
 * @param host normalised, with a port unless it is 443
 * @param insecure plain HTTP; for a registry on a trusted network only
 */
public record RegistryAccess(
    String host, @Nullable String username, @Nullable Secret password, boolean insecure) {
  /**
   * @throws IllegalArgumentException when only one of user name and password is given
   */
  public RegistryAccess {
    host = ImageName.normaliseHost(host);
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          "registry " + host + ": give both username and password (or password-file), or neither");
    }
  }
}
