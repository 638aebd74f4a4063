package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.Request;
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
 * the App has them, commit statuses and deployments, and members where teams are asked, and no
 * more. They live an hour; one is renewed ten minutes before it ends, or as soon as it is refused.
 */
final class InstallationTokens implements Supplier<Secret> {
  private static final Duration MARGIN = Duration.ofMinutes(10);

  /** Of a token that lives shorter, this part of its life. */
  private static final int PART = 5;

  /** Whoever is refused sooner than this has no token that ended, but other trouble. */
  private static final Duration NEW = Duration.ofMinutes(1);

  private static final String NEED =
      "the App installed on this repository, with contents: write and pull requests: write";

  private final GitHubSettings settings;
  private final Credentials.App app;
  private final GitHubConnector connector;
  private final Clock clock;
  private @Nullable Secret current;
  private Instant renewAt = Instant.MIN;
  private Instant renewedAt = Instant.MIN;
  private @Nullable GHAppInstallation installation;
  private Map<String, GHPermissionType> granted = Map.of();
  private Set<String> inCurrent = Set.of();

  // Reading issues is for events alone.
  private final Set<AppPermission> carried =
      EnumSet.of(AppPermission.STATUSES, AppPermission.DEPLOYMENTS);

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
    return asked(this::renew);
  }

  private Secret asked(Calls.Call<Secret> call) {
    return Calls.run(
        "get a token for " + settings.slug() + " as GitHub App " + app.appId(), NEED, call);
  }

  /**
   * An interceptor: where GitHub no longer takes the token (revoked, App installed anew), a new one
   * is used at once. What was refused so was not done, so that any method may be sent again.
   */
  Response watch(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    try {
      return chain.proceed(request);
    } catch (Refusal e) {
      if (e.status() != 401) {
        throw e;
      }
      String sent = String.valueOf(request.header("Authorization"));
      refused(Secret.of(sent.substring(sent.indexOf(' ') + 1)));
      String fresh = "Bearer " + get().reveal();
      return chain.proceed(request.newBuilder().header("Authorization", fresh).build());
    }
  }

  /**
   * Drops a token that was refused.
   *
   * @return whether it is worth another try with a new one
   */
  synchronized boolean refused(Secret token) {
    Secret known = current;
    if (known == null || !known.reveal().equals(token.reveal())) {
      return true;
    }
    current = null;
    return !clock.instant().isBefore(renewedAt.plus(NEW));
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
    GHAppInstallation found =
        asApp.getApp().getInstallationByRepository(settings.owner(), settings.repo());
    installation = found;
    granted = found.getPermissions();
    return issued(found);
  }

  private Secret issued(GHAppInstallation installed) throws IOException {
    Map<String, GHPermissionType> wanted = permissions();
    GHAppInstallationToken token =
        installed.createToken().permissions(wanted).repositories(List.of(settings.repo())).create();
    Secret renewed = Secret.of(token.getToken());
    Instant now = clock.instant();
    Instant end = token.getExpiresAt().toInstant();
    Duration part = Duration.between(now, end).dividedBy(PART);
    renewAt = end.minus(part.compareTo(MARGIN) < 0 ? part : MARGIN);
    renewedAt = now;
    current = renewed;
    inCurrent = wanted.keySet();
    return renewed;
  }

  /**
   * Has tokens carry one permission more from now on, if the App has it.
   *
   * @return whether it has
   */
  synchronized boolean carry(AppPermission permission) {
    carried.add(permission);
    if (current == null) {
      Secret unused = get();
    }
    GHAppInstallation known = installation;
    boolean has = isGranted(permission);
    if (has && known != null && !inCurrent.contains(permission.key())) {
      Secret unused = asked(() -> issued(known));
    }
    return has;
  }

  private boolean isGranted(AppPermission permission) {
    GHPermissionType access = granted.get(permission.key());
    return access == GHPermissionType.WRITE
        || access == GHPermissionType.ADMIN
        || (access == GHPermissionType.READ && permission.access().equals("read"));
  }

  // GitHub gives no token at all where one of those asked for was not granted.
  private Map<String, GHPermissionType> permissions() {
    Map<String, GHPermissionType> wanted = new HashMap<>();
    for (AppPermission one : AppPermission.values()) {
      if (!one.isOptional() || (carried.contains(one) && isGranted(one))) {
        boolean write = one.access().equals("write");
        wanted.put(one.key(), write ? GHPermissionType.WRITE : GHPermissionType.READ);
      }
    }
    return wanted;
  }
}
