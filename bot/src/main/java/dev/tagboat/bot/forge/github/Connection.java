package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

/**
 * One guarded HTTP client, and the three who speak through it.
 *
 * @param tokens asked before each request for a token that is still good
 */
record Connection(GitHub api, Rest rest, Supplier<Secret> tokens) {

  /** With a lane of its own. */
  static Connection of(GitHubSettings settings, OkHttpClient shared, Clock clock, Sleeper sleeper) {
    WritePacer pacer = new TokenLanes(clock, sleeper).of(settings);
    return of(settings, shared, clock, sleeper, pacer);
  }

  static Connection of(
      GitHubSettings settings,
      OkHttpClient shared,
      Clock clock,
      Sleeper sleeper,
      WritePacer pacer) {
    OkHttpClient client = guarded(settings, shared, clock, sleeper, pacer);
    if (settings.credentials() instanceof Credentials.App app) {
      InstallationTokens tokens = new InstallationTokens(settings, app, connector(client), clock);
      OkHttpClient.Builder watched = client.newBuilder();
      // Outermost, so that a second try has its turn in the lane like any other.
      watched.interceptors().add(0, tokens::watch);
      return over(settings, watched.build(), tokens);
    }
    Secret token = ((Credentials.Token) settings.credentials()).value();
    return over(settings, client, () -> token);
  }

  private static Connection over(
      GitHubSettings settings, OkHttpClient client, Supplier<Secret> tokens) {
    try {
      GitHub api =
          new GitHubBuilder()
              .withEndpoint(settings.apiUrl().toString())
              .withConnector(connector(client))
              // withOAuthToken would ask for GET /user, which an App's token may not call.
              .withAuthorizationProvider(() -> "Bearer " + tokens.get().reveal())
              .build();
      return new Connection(api, new Rest(client, tokens), tokens);
    } catch (IOException e) {
      // Building makes no request with this provider.
      throw new UncheckedIOException(e);
    }
  }

  static GitHubConnector connector(OkHttpClient client) {
    // Age 0: an answer is never taken from a cache unasked.
    return new OkHttpGitHubConnector(client, 0);
  }

  static OkHttpClient guarded(
      GitHubSettings settings,
      OkHttpClient shared,
      Clock clock,
      Sleeper sleeper,
      WritePacer pacer) {
    return shared
        .newBuilder()
        .followRedirects(false)
        .followSslRedirects(false)
        // OkHttp would send a POST twice when a kept connection breaks: RetryInterceptor does not.
        .retryOnConnectionFailure(false)
        .addInterceptor(new ApiGate(HttpUrl.get(settings.apiUrl().toString())))
        .addInterceptor(new LimitInterceptor(clock, sleeper))
        .addInterceptor(new ConditionalReads())
        .addInterceptor(new RetryInterceptor(sleeper))
        .addInterceptor(pacer)
        .build();
  }
}
