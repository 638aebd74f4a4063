package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedRegistry} is run.
 *
 * @param port 0 for any free one
 * @param directory where images live and survive a restart; null for a temporary one that is
 *     deleted on close
 * @param username null to let everybody in; else only Basic authentication does
 * @param password null exactly when {@code username} is
 * @param notifyUrl where push notifications are sent; null for nowhere
 * @param notifySecret sent as {@code Authorization: Bearer} with them; null to send none
 */
public record EmbeddedRegistryOptions(
    int port,
    @Nullable Path directory,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable URI notifyUrl,
    @Nullable Secret notifySecret) {

  /**
   * @throws IllegalArgumentException when only one of user name and password is given
   */
  public EmbeddedRegistryOptions {
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException("give both a username and a password, or neither");
    }
  }

  /** Any free port, a temporary directory, open to everybody on this machine, no notifications. */
  public static EmbeddedRegistryOptions temporary() {
    return new EmbeddedRegistryOptions(0, null, null, null, null, null);
  }

  /** The same on a port, 0 for any free one. */
  public EmbeddedRegistryOptions withPort(int newPort) {
    return new EmbeddedRegistryOptions(
        newPort, directory, username, password, notifyUrl, notifySecret);
  }

  /** The same with its images kept in a directory. */
  public EmbeddedRegistryOptions withDirectory(Path newDirectory) {
    return new EmbeddedRegistryOptions(
        port, newDirectory, username, password, notifyUrl, notifySecret);
  }

  /** The same for those who know a password. */
  public EmbeddedRegistryOptions withLogin(String newUsername, Secret newPassword) {
    return new EmbeddedRegistryOptions(
        port, directory, newUsername, newPassword, notifyUrl, notifySecret);
  }

  /** The same with notifications. */
  public EmbeddedRegistryOptions withNotifications(URI url, Secret bearer) {
    return new EmbeddedRegistryOptions(port, directory, username, password, url, bearer);
  }
}
