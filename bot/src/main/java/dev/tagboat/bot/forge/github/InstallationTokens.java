package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.extras.authorization.JWTTokenProvider;

/**
 * Tokens of a GitHub App for one repository, with the permissions a pull request takes and, where
 * the App has them, commit statuses and deployments, and no more. They live an hour; one is renewed
 * ten minutes before it ends.
 */
final class InstallationTokens implements Supplier<Secret> {
  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final String NEED =
      "the App installed on this repository, with contents: write and pull requests: write";

  private final GitHubSettings settings;
  private final Credentials.App app;
  private final GitHubConnector connector;
  private final Clock clock;
  private @Nullable Secret current;
  private Instant renewAt = Instant.MIN;

  InstallationTokens(
      GitHubSettings settings, Credentials.App app, GitHubConnector connector, Clock clock) {
    this.settings = settings;
    this.app = app;
    this.connector = connector;
    this.clock = clock;
  }

  @Override
  public synchronized Secret get() {
    Secret token = current;
    if (token != null && clock.instant().isBefore(renewAt)) {
      return token;
    }
    return Calls.run(
        "get a token for " + settings.slug() + " as GitHub App " + app.appId(), NEED, this::renew);
  }

  /**
   * An interceptor: a token that GitHub no longer takes (revoked, App installed anew) is dropped.
   */
  Response watch(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.code() == 401) {
      forget();
    }
    return response;
  }

  private synchronized void forget() {
    current = null;
  }

  private Secret renew() throws IOException {
    JWTTokenProvider jwt =
        new JWTTokenProvider(Long.toString(app.appId()), PrivateKeys.read(app.privateKeyFile()));
    GitHub asApp =
        new GitHubBuilder()
            .withEndpoint(settings.apiUrl().toString())
            .withConnector(connector)
            .withAuthorizationProvider(jwt)
            .build();
    GHAppInstallation installation =
        asApp.getApp().getInstallationByRepository(settings.owner(), settings.repo());
    GHAppInstallationToken token =
        installation
            .createToken()
            .permissions(permissions(installation))
            .repositories(List.of(settings.repo()))
            .create();
    Secret renewed = Secret.of(token.getToken());
    renewAt = token.getExpiresAt().toInstant().minus(MARGIN);
    current = renewed;
    return renewed;
  }

  // GitHub gives no token at all where one of those asked for was not granted.
  private static Map<String, GHPermissionType> permissions(GHAppInstallation installation) {
    Map<String, GHPermissionType> granted = installation.getPermissions();
    Map<String, GHPermissionType> wanted = new HashMap<>();
    for (AppPermission one : AppPermission.values()) {
      boolean write = one.access().equals("write");
      // Reading issues is for events alone.
      if (!one.isOptional() || (write && granted.get(one.key()) == GHPermissionType.WRITE)) {
        wanted.put(one.key(), write ? GHPermissionType.WRITE : GHPermissionType.READ);
      }
    }
    return wanted;
  }
}
