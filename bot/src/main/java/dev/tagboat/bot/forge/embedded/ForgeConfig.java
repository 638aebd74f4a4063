package dev.tagboat.bot.forge.embedded;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to start the server.
 *
 * @param dir where the bare repositories and {@code forge.json} are kept; a second start on the
 *     same directory goes on where the first stopped
 * @param port on loopback; 0 takes a free one
 * @param reviewer who presses the buttons on the pages
 * @param openToRead whether git may clone and fetch without credentials, as public repositories
 *     have it on GitHub; a push needs them always
 */
public record ForgeConfig(
    Path dir,
    int port,
    List<ForgeToken> tokens,
    @Nullable ForgeApp app,
    @Nullable ForgeHook hook,
    String reviewer,
    boolean openToRead,
    Clock clock) {
  public ForgeConfig {
    tokens = List.copyOf(tokens);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
  }

  /** A free port, no token, no webhook, nothing open to read, the system clock. */
  public static ForgeConfig in(Path dir) {
    return new ForgeConfig(dir, 0, List.of(), null, null, "reviewer", false, Clock.systemUTC());
  }

  public ForgeConfig withPort(int newPort) {
    return new ForgeConfig(dir, newPort, tokens, app, hook, reviewer, openToRead, clock);
  }

  /** Adds a token. */
  public ForgeConfig withToken(ForgeToken token) {
    List<ForgeToken> all = new ArrayList<>(tokens);
    all.add(token);
    return new ForgeConfig(dir, port, all, app, hook, reviewer, openToRead, clock);
  }

  public ForgeConfig withApp(ForgeApp newApp) {
    return new ForgeConfig(dir, port, tokens, newApp, hook, reviewer, openToRead, clock);
  }

  public ForgeConfig withHook(ForgeHook newHook) {
    return new ForgeConfig(dir, port, tokens, app, newHook, reviewer, openToRead, clock);
  }

  /** Lets everybody clone and fetch. */
  public ForgeConfig withOpenReading() {
    return new ForgeConfig(dir, port, tokens, app, hook, reviewer, true, clock);
  }

  public ForgeConfig withClock(Clock newClock) {
    return new ForgeConfig(dir, port, tokens, app, hook, reviewer, openToRead, newClock);
  }
}
