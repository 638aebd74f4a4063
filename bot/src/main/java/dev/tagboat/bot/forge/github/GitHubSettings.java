package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One repository on one GitHub.
 *
 * @param apiUrl {@code https://api.github.com}, or {@code https://HOST/api/v3} for Enterprise;
 *     plain http only to this machine
 * @param writePause least time between two writes with the same token
 * @param commitMode who makes the commits
 */
public record GitHubSettings(
    URI apiUrl,
    String owner,
    String repo,
    Credentials credentials,
    Duration writePause,
    CommitMode commitMode) {

  /** Who makes the commits. */
  public enum CommitMode {
    /** We do, and push them; unless the base takes signed ones only. */
    GIT,
    /** GitHub does, and shows those of an App as verified. */
    API,
    /** GitHub for an App, else we. */
    AUTO
  }

  /** With {@link CommitMode#AUTO}. */
  public GitHubSettings(
      URI apiUrl, String owner, String repo, Credentials credentials, Duration writePause) {
    this(apiUrl, owner, repo, credentials, writePause, CommitMode.AUTO);
  }

  private static final String GITHUB_API = "https://api.github.com";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "/(?<owner>[A-Za-z0-9][A-Za-z0-9_.-]*)/(?<repo>[A-Za-z0-9_.-]{1,100}?)(\\.git)?/?");

  /**
   * @throws UserFault when the token would travel unprotected
   */
  public GitHubSettings {
    requireProtected(apiUrl);
    apiUrl = URI.create(apiUrl.toString().replaceAll("/+$", ""));
  }

  /**
   * Reads owner and name from the clone URL.
   *
   * @param apiUrl null derives it from the clone URL's host
   * @throws UserFault when the clone URL is not one of a GitHub repository
   */
  public static GitHubSettings of(URI cloneUrl, @Nullable URI apiUrl, Credentials credentials) {
    Matcher matcher = repository(cloneUrl);
    URI api = apiUrl(cloneUrl, apiUrl);
    // GitHub asks integrators for at least a second between writes; an Enterprise server, whose
    // limits are off by default, and the embedded one do not.
    Duration pause = api.toString().startsWith(GITHUB_API) ? Duration.ofSeconds(1) : Duration.ZERO;
    return new GitHubSettings(
        api, matcher.group("owner"), matcher.group("repo"), credentials, pause);
  }

  public GitHubSettings with(CommitMode mode) {
    return new GitHubSettings(apiUrl, owner, repo, credentials, writePause, mode);
  }

  /**
   * @throws UserFault when the clone URL is not one of a GitHub repository
   */
  public static void requireRepository(URI cloneUrl) {
    repository(cloneUrl);
  }

  private static Matcher repository(URI cloneUrl) {
    String path = cloneUrl.getPath() == null ? "" : cloneUrl.getPath();
    Matcher matcher = REPOSITORY.matcher(path);
    if (cloneUrl.getHost() == null || !matcher.matches()) {
      throw new UserFault(
          "the config repo's path "
              + Printable.quote(path)
              + " is not one of GitHub. Expected https://HOST/OWNER/NAME.git.");
    }
    return matcher;
  }

  /**
   * Where the API is.
   *
   * @param given null derives it from the clone URL's host
   * @throws UserFault when the token would travel unprotected, naming what was given
   */
  public static URI apiUrl(URI cloneUrl, @Nullable URI given) {
    if (given != null) {
      requireProtected(given);
      return given;
    }
    if (cloneUrl.getHost() == null) {
      throw new UserFault("the config repo's url names no host, so api-url must be given");
    }
    URI derived = derived(cloneUrl);
    if (!isProtected(derived)) {
      throw new UserFault(
          "the config repo's url on "
              + cloneUrl.getHost()
              + " must start with https: (or name the API with api-url), since a token is sent"
              + " there; http: is taken only for this machine");
    }
    return derived;
  }

  /**
   * @throws UserFault when a token sent to this API would travel unprotected
   */
  public static void requireProtected(URI apiUrl) {
    if (!isProtected(apiUrl)) {
      throw new UserFault(
          "api-url must be an https: URL without credentials, such as "
              + GITHUB_API
              + " or"
              + " https://HOST/api/v3; http: is taken only for this machine");
    }
  }

  private static boolean isProtected(URI api) {
    String host = api.getHost();
    boolean local = host != null && LOOPBACK.contains(host);
    boolean https = "https".equals(api.getScheme());
    boolean http = "http".equals(api.getScheme());
    return host != null && api.getRawUserInfo() == null && (https || (http && local));
  }

  private static URI derived(URI cloneUrl) {
    String host = cloneUrl.getHost();
    if (host.equals("github.com") || host.equals("ssh.github.com")) {
      return URI.create(GITHUB_API);
    }
    String scheme = cloneUrl.getScheme();
    boolean web = scheme.equals("http") || scheme.equals("https");
    String authority = web && cloneUrl.getPort() >= 0 ? host + ":" + cloneUrl.getPort() : host;
    return URI.create((web ? scheme : "https") + "://" + authority + "/api/v3");
  }

  /** Where GraphQL is served, beside the REST API. */
  URI graphQlUrl() {
    String api = apiUrl.toString();
    return URI.create(
        api.endsWith("/api/v3")
            ? api.substring(0, api.length() - "v3".length()) + "graphql"
            : api + "/graphql");
  }

  /** Whether it depends on the rules of the base who makes the commits. */
  boolean asksForRules() {
    return switch (commitMode) {
      case GIT -> true;
      case API -> false;
      case AUTO -> credentials instanceof Credentials.Token;
    };
  }

  /** {@code OWNER/NAME}. */
  String slug() {
    return owner + "/" + repo;
  }

  /** For sentences: a pull request by its number. */
  String pullRequest(int number) {
    return "pull request " + number + " of " + slug();
  }
}
