package dev.tagboat.bot.cli;

import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which GitHub, and as whom, from options and environment.
 *
 * @param apiUrl null when it is not given
 */
record GitHubOptions(Map<String, String> env, @Nullable String apiUrl) {
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  /** The API that is named; null when none is. */
  @Nullable URI api() {
    String given = apiUrl == null ? env("GITHUB_API_URL") : apiUrl;
    if (given == null) {
      return null;
    }
    try {
      return new URI(given);
    } catch (URISyntaxException e) {
      // The message of the exception quotes the text, which may hold a password.
      throw new BadInput("the API's URL cannot be read: " + e.getReason() + ".", e);
    }
  }

  boolean hasCredentials() {
    return env("TAGBOAT_APP_ID") != null
        || env("TAGBOAT_APP_PRIVATE_KEY_FILE") != null
        || env("GITHUB_TOKEN") != null;
  }

  /**
   * @throws BadInput when they are missing or wrong
   */
  Credentials credentials() {
    String app = env("TAGBOAT_APP_ID");
    String key = env("TAGBOAT_APP_PRIVATE_KEY_FILE");
    String token = env("GITHUB_TOKEN");
    if (app != null && key != null) {
      return new Credentials.App(appId(app), path("TAGBOAT_APP_PRIVATE_KEY_FILE", key));
    }
    if (app != null || key != null) {
      throw new BadInput(
          "A GitHub App needs both TAGBOAT_APP_ID and TAGBOAT_APP_PRIVATE_KEY_FILE.");
    }
    if (token == null) {
      throw new BadInput(
          "No credentials: set GITHUB_TOKEN, or TAGBOAT_APP_ID and"
              + " TAGBOAT_APP_PRIVATE_KEY_FILE.");
    }
    if (!TOKEN.matcher(token.strip()).matches()) {
      throw new BadInput("GITHUB_TOKEN is no token: it has spaces or line ends inside.");
    }
    return new Credentials.Token(Secret.of(token.strip()));
  }

  private static long appId(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new BadInput("TAGBOAT_APP_ID must be the number of the App.");
    }
    return Long.parseLong(text);
  }

  static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInput(name + " is not a path: " + e.getReason() + ".", e);
    }
  }

  private @Nullable String env(String name) {
    return value(env, name);
  }

  /** A variable that is empty is one that is not set. */
  static @Nullable String value(Map<String, String> env, String name) {
    String value = env.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
