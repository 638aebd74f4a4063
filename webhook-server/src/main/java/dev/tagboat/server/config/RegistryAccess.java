package dev.tagboat.server.config;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a registry.
 *
 * @param host normalised, with a port unless it is 443
 * @param insecure plain HTTP; for a registry on a trusted network only
 * @param trustedHosts further hosts ({@code host} or {@code host:port}) that belong to this
 *     registry, such as its token server on another site
 */
public record RegistryAccess(
    String host,
    @Nullable String username,
    @Nullable Secret password,
    boolean insecure,
    List<String> trustedHosts) {
  /**
   * @throws IllegalArgumentException when a host is none, or only one of user name and password is
   *     given
   */
  public RegistryAccess {
    host = checked(host);
    trustedHosts = trustedHosts.stream().map(RegistryAccess::checked).toList();
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          "registry " + host + ": give both username and password (or password-file), or neither");
    }
  }

  private static String checked(String host) {
    String normal = ImageName.normaliseHost(host);
    if (ImageName.of(normal, "a/b").isEmpty()) {
      throw new IllegalArgumentException(
          "not a valid registry host: "
              + Printable.quote(host)
              + " (want host or host:port, without https:// and without a path)");
    }
    return normal;
  }
}
