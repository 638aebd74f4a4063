package dev.tagboat.bot.forge.github;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okio.ByteString;

/**
 * One lane for each credential: GitHub counts by token, not by repository, so that repositories
 * that share one wait for each other. Keep one for the whole program.
 */
public final class TokenLanes {
  private final Clock clock;
  private final Sleeper sleeper;
  private final Turns turns;
  private final Map<String, WritePacer> pacers = new ConcurrentHashMap<>();

  /** For a program that shares its tokens with no other. */
  public TokenLanes(Clock clock) {
    this(clock, Turns.ALONE);
  }

  /**
   * @param turns where those ask who use the same tokens
   */
  public TokenLanes(Clock clock, Turns turns) {
    this(clock, Sleeper.THREAD, turns);
  }

  TokenLanes(Clock clock, Sleeper sleeper) {
    this(clock, sleeper, Turns.ALONE);
  }

  TokenLanes(Clock clock, Sleeper sleeper, Turns turns) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.turns = turns;
  }

  WritePacer of(GitHubSettings settings) {
    return pacers.computeIfAbsent(
        lane(settings),
        lane ->
            new WritePacer(
                clock,
                sleeper,
                settings.writePause(),
                new WritePacer.Lane(turns, lane),
                new Usage(name(settings))));
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

  // The name is told to others and stored: a token cannot be guessed, so that its hash tells none.
  private static String lane(GitHubSettings settings) {
    String who =
        settings.credentials() instanceof Credentials.App app
            // One token for each repository, but one budget for all of an installation.
            ? "app " + app.appId() + " " + settings.owner().toLowerCase(Locale.ROOT)
            : "token " + ((Credentials.Token) settings.credentials()).value().reveal();
    return ByteString.encodeUtf8("tagboat lane " + settings.apiUrl() + " " + who).sha256().hex();
  }
}
