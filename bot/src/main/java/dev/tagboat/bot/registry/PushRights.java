package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Challenge;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Finds out whether the stored login for a registry could push an image, without pushing: the token
 * server is asked for {@code pull,push}, and grants what the login may do
 * (distribution/distribution, "Token Authentication Specification": the granted actions stand in
 * the token's {@code access}).
 */
public final class PushRights {
  private final Endpoints endpoints;
  private final Transport transport;
  private final TokenClient tokens;
  private final Logins logins;

  PushRights(Endpoints endpoints, OkHttpClient client, Logins logins, Clock clock) {
    this.endpoints = endpoints;
    this.transport = new Transport(client);
    this.tokens = new TokenClient(transport, clock);
    this.logins = logins;
  }

  /**
   * Any registry at a public address, and those that are configured.
   *
   * @param home where {@code .docker/config.json} is
   */
  public static PushRights any(
      List<RegistrySettings> configured, Map<String, String> environment, Path home, Clock clock) {
    return new PushRights(
        new Endpoints(configured, true),
        HttpClients.shared(),
        new Logins(environment, home),
        clock);
  }

  /** What is known. */
  public enum Verdict {
    YES,
    NO,
    /** There is no login, so nothing can be pushed with it. */
    NO_LOGIN,
    /** The registry does not tell. */
    UNKNOWN
  }

  /**
   * @throws dev.tagboat.bot.fault.TransientFault when the registry cannot be asked now
   * @throws UserFault when the registry refuses the login, or must not see it
   */
  public Verdict of(ImageName image) {
    Endpoint endpoint = endpoints.of(image);
    Optional<Login> login = logins.find(endpoint, image);
    if (login.isEmpty()) {
      return Verdict.NO_LOGIN;
    }
    Request ping = new Request.Builder().url(endpoint.base()).build();
    try (Response response = transport.send(ping, endpoint.mayBePrivate(ping.url()))) {
      Optional<Challenge> bearer =
          response.challenges().stream()
              .filter(c -> c.scheme().equalsIgnoreCase("Bearer"))
              .findFirst();
      return response.code() == 401 && bearer.isPresent()
          ? granted(endpoint, image, bearer.get(), login.get())
          : Verdict.UNKNOWN;
    }
  }

  private Verdict granted(Endpoint endpoint, ImageName image, Challenge challenge, Login login) {
    try {
      return inToken(image, tokens.fetch(endpoint, image, challenge, login, "pull,push").header());
    } catch (UserFault e) {
      // Some refuse to give anything when they cannot give all: then pulling must still work.
      tokens.fetch(endpoint, image, challenge, login);
      return Verdict.NO;
    }
  }

  static Verdict inToken(ImageName image, String header) {
    String[] parts = header.substring(header.indexOf(' ') + 1).split("\\.", -1);
    Optional<JsonNode> claims = parts.length == 3 ? claims(parts[1]) : Optional.empty();
    JsonNode access = claims.map(c -> c.path("access")).filter(JsonNode::isArray).orElse(null);
    if (access == null) {
      return Verdict.UNKNOWN; // a token that only the registry can read
    }
    for (JsonNode entry : access) {
      if (entry.path("name").asText().equals(image.path()) && mayPush(entry.path("actions"))) {
        return Verdict.YES;
      }
    }
    return Verdict.NO;
  }

  private static boolean mayPush(JsonNode actions) {
    for (JsonNode action : actions) {
      if (action.asText().equals("push") || action.asText().equals("*")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<JsonNode> claims(String part) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.ISO_8859_1));
      return Json.parse(json);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
