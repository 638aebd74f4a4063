package dev.tagboat.bot.forge.github;

import java.time.Clock;
import java.time.Duration;
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
    return pacers.computeIfAbsent(key(settings), key -> pacer(settings.writePause()));
  }

  private WritePacer pacer(Duration pause) {
    return new WritePacer(clock, sleeper, pause);
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
