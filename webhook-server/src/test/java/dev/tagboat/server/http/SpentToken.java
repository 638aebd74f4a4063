package dev.tagboat.server.http;

import com.sun.net.httpserver.HttpServer;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.forge.github.Usage;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** A token that a forge has answered, and told what is left of its limit. */
final class SpentToken {
  static final String TOKEN = "ghp_what-the-forge-knows-us-by";

  private SpentToken() {}

  static Usage spend(TokenLanes lanes, Clock clock, int remaining, Instant reset) {
    try {
      HttpServer forge =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      forge.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("X-RateLimit-Limit", "5000");
            exchange.getResponseHeaders().add("X-RateLimit-Remaining", "" + remaining);
            exchange.getResponseHeaders().add("X-RateLimit-Reset", "" + reset.getEpochSecond());
            exchange.getResponseHeaders().add("X-RateLimit-Resource", "core");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
            exchange.close();
          });
      forge.start();
      try {
        URI repository =
            URI.create("http://127.0.0.1:" + forge.getAddress().getPort() + "/acme/config.git");
        GitHubSettings settings =
            GitHubSettings.of(repository, null, new Credentials.Token(Secret.of(TOKEN)));
        GitHubForge.connect(settings, HttpClients.shared(), clock, lanes).find("bump", "main");
        return lanes.usage(settings);
      } finally {
        forge.stop(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
