package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a config repo is and how to get in.
 *
 * @param url the clone URL: {@code https:}, {@code ssh:}, {@code file:} or {@code http:}; never
 *     with a user name and password in it
 * @param login for HTTP(S): asked for the current credentials before each connection; null for none
 * @param ssh for SSH: key and known hosts; null uses {@code ~/.ssh}
 * @param signing how commits for it are signed; null leaves them unsigned
 */
public record GitRemote(
    URI url, @Nullable Supplier<Login> login, @Nullable SshKey ssh, @Nullable Signing signing) {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");
  private static final Map<String, Integer> PORTS = Map.of("https", 443, "http", 80, "ssh", 22);

  /** Without signatures. */
  public GitRemote(URI url, @Nullable Supplier<Login> login, @Nullable SshKey ssh) {
    this(url, login, ssh, null);
  }

  /** The same, with commits that are signed. */
  public GitRemote signing(@Nullable Signing how) {
    return new GitRemote(url, login, ssh, how);
  }

  /** Credentials that can be made anew. */
  public interface Renewable extends Supplier<Login> {
    /**
     * Drops what the server did not accept.
     *
     * @return whether it is worth another try with new ones
     */
    boolean refused(Login login);
  }

  /** HTTP basic credentials; for GitHub tokens the user is {@code x-access-token}. */
  public record Login(String user, Secret password) {}

  /**
   * @param privateKey file of a private key in OpenSSH or PEM form
   * @param knownHosts file of host keys, as OpenSSH keeps them; hosts not in it are refused
   */
  public record SshKey(Path privateKey, Path knownHosts) {}

  /**
   * @throws UserFault when the URL has a scheme we do not speak, or credentials in it
   */
  public GitRemote {
    String scheme = url.getScheme();
    if (scheme == null || !SCHEMES.contains(scheme)) {
      throw new UserFault(
          "config repo URL must start with https:, ssh:, http: or file:"
              + (scheme == null ? "" : ", not '" + scheme + ":'"));
    }
    String user = url.getRawUserInfo();
    if (user != null && (!scheme.equals("ssh") || user.contains(":"))) {
      throw new UserFault(
          "the URL of the config repo on "
              + url.getHost()
              + " has credentials in it. Take them out and give them as token or password instead.");
    }
  }

  /** Parses a clone URL; {@code git@host:path} is understood as SSH. */
  public static URI parseUrl(String text) {
    Optional<URI> scp = scpLike(text);
    if (scp.isPresent()) {
      return scp.get();
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The message of the exception quotes the whole text, which may hold a password.
      throw new UserFault("the config repo URL cannot be read: " + e.getReason());
    }
  }

  /**
   * The same for all spellings of one place: case of scheme and host, the scheme's own port,
   * slashes and {@code .git} at the end. {@code https:} and {@code ssh:} are two places, as nothing
   * says that a host serves the same by both.
   */
  public static String place(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String path = String.valueOf(url.getRawPath()).replaceAll("/+", "/").replaceAll("/$", "");
    // On a disk, a and a.git can be two directories.
    if (!scheme.equals("file") && path.endsWith(".git")) {
      path = path.substring(0, path.length() - ".git".length());
    }
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return scheme + "://" + authority(scheme, url) + path + query;
  }

  private static String authority(String scheme, URI url) {
    String host = url.getHost();
    if (host == null) {
      return Objects.requireNonNullElse(url.getRawAuthority(), "").toLowerCase(Locale.ROOT);
    }
    String user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo() + "@";
    int port = url.getPort() == PORTS.getOrDefault(scheme, -1) ? -1 : url.getPort();
    return user + host.toLowerCase(Locale.ROOT) + (port < 0 ? "" : ":" + port);
  }

  // git's own short form: user@host:path, where no slash stands before the colon.
  private static Optional<URI> scpLike(String text) {
    int colon = text.indexOf(':');
    int at = text.indexOf('@');
    int slash = text.indexOf('/');
    if (at <= 0 || colon < at || text.contains("://") || (slash >= 0 && slash < colon)) {
      return Optional.empty();
    }
    try {
      String path = text.substring(colon + 1);
      return Optional.of(
          new URI(
              "ssh",
              text.substring(0, colon),
              path.startsWith("/") ? path : "/" + path,
              null,
              null));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
