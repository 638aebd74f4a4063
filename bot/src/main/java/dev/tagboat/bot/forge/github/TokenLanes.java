package dev.tagboat.bot.forge.github;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One lane for each credential: GitHub counts by token, not by repository, so that repositories
 * that share one wait for each other. Keep one for the whole program.
 */
public final class TokenLanes {
  private final Clock clock;
  private final Sleeper sleeper;
  private final Map<String, WritePacer> pacers = new ConcurrentHashMap<>();

  public TokenLanes(Clock clock) {
    this(clock, Sleeper.THREAD);
  }

  TokenLanes(Clock clock, Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  WritePacer of(GitHubSettings settings) {
    return pacers.computeIfAbsent(
        key(settings),
        key -> {
          Usage usage = new Usage(name(settings));
          return new WritePacer(clock, sleeper, settings.writePause(), usage);
        });
  }

  /** Of the credential that these settings name. */
  public Usage usage(GitHubSettings settings) {
    return of(settings).usage();
  }

  /** Of all credentials that there are so far. */
  public List<Usage> usages() {
    return pacers.values().stream().map(WritePacer::usage).toList();
  }

  private static String name(GitHubSettings settings) {
    return settings.credentials() instanceof Credentials.App app
        ? "app " + app.appId() + " for " + settings.owner()
        : "token of " + settings.slug();
  }

  // An App has one token for each repository, but one budget for all of an installation.
  private static String key(GitHubSettings settings) {
    String who =
        settings.credentials() instanceof Credentials.App app
            ? "app " + app.appId() + " " + settings.owner()
            : "token " + ((Credentials.Token) settings.credentials()).value().reveal();
    return settings.apiUrl() + " " + who;
  }
}
