package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.Addresses;
import dev.tagboat.bot.net.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One registry that may be asked, as the configuration names it. Naming a host is also the
 * permission to reach it at a private or loopback address.
 *
 * @param host as in an image name, {@code host[:port]}; normalised like one ({@code docker.io} for
 *     Docker Hub)
 * @param username null to use what {@code docker login} or a credential helper knows, else nobody
 * @param password null exactly when {@code username} is
 * @param plainHttp speak HTTP without TLS; loopback hosts always do
 * @param trustedHosts further hosts ({@code host} or {@code host:port}) that belong to this
 *     registry, such as its token server on another site or its storage on a private address
 */
public record RegistrySettings(
    String host,
    @Nullable String username,
    @Nullable Secret password,
    boolean plainHttp,
    List<String> trustedHosts) {

  /**
   * @throws IllegalArgumentException when a host is none, or only one of user name and password is
   *     given
   */
  public RegistrySettings {
    host = checked(host);
    trustedHosts = trustedHosts.stream().map(RegistrySettings::checked).toList();
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          "registry " + host + ": give both a username and a password, or neither");
    }
    // RFC 7617: the first colon ends the user name.
    if (username != null && !username.matches("[^\\p{Cntrl}:]{1,255}")) {
      throw new IllegalArgumentException(
          "registry " + host + ": not a valid username: " + Printable.quote(username));
    }
  }

  /** A registry over HTTPS without configured credentials. */
  public static RegistrySettings of(String host) {
    return new RegistrySettings(host, null, null, false, List.of());
  }

  /** The same registry with a user name and password. */
  public RegistrySettings withLogin(String newUsername, Secret newPassword) {
    return new RegistrySettings(host, newUsername, newPassword, plainHttp, trustedHosts);
  }

  /** Whether a host, with or without a port, can only mean this machine. */
  public static boolean isThisMachine(String host) {
    return Addresses.isLoopbackName(Endpoint.withoutPort(host));
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
