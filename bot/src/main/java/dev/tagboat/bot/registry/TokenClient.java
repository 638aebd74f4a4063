package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.Bodies;
import dev.tagboat.bot.net.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Challenge;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a bearer token for one repository (distribution/distribution, "Token Authentication
 * Specification" and "Oauth2 Token Authentication").
 */
final class TokenClient {
  private static final int MAX_ANSWER = 64 * 1024;
  private static final Duration DEFAULT_LIFE = Duration.ofSeconds(60);
  private static final Duration MAX_LIFE = Duration.ofHours(1);
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,32768}");

  private final Transport transport;
  private final Statuses statuses;
  private final Clock clock;

  TokenClient(Transport transport, Clock clock) {
    this.transport = transport;
    this.statuses = new Statuses(clock);
    this.clock = clock;
  }

  /**
   * @param login null to ask as nobody
   * @throws UserFault when the registry names a token server that must not see our credentials, or
   *     that server refuses them
   */
  Authorization fetch(
      Endpoint endpoint, ImageName image, Challenge challenge, @Nullable Login login) {
    return fetch(endpoint, image, challenge, login, "pull");
  }

  /**
   * @param actions {@code pull}, or more to learn what would be granted
   */
  Authorization fetch(
      Endpoint endpoint,
      ImageName image,
      Challenge challenge,
      @Nullable Login login,
      String actions) {
    HttpUrl realm = realm(endpoint, challenge);
    String scope = scope(image, actions);
    Request request = request(realm, challenge.authParams().get("service"), scope, login);
    String tried = "Tried to get a token for " + image;
    try (Response response = transport.send(request, endpoint.tokenServerMayBePrivate(realm))) {
      if (response.code() != 200) {
        throw statuses.fault(tried, response);
      }
      byte[] body = Bodies.read(response.body(), MAX_ANSWER);
      return Json.parse(body)
          .flatMap(answer -> authorization(answer, login == null))
          .orElseThrow(
              () ->
                  new UserFault(
                      tried
                          + ", but "
                          + Transport.site(realm)
                          + " gave none that can be read. Check that it is the registry's token"
                          + " server."));
    } catch (IOException e) {
      throw Transport.fault(realm, e);
    }
  }

  // The registry chooses this address, so it must not be able to point our password elsewhere.
  private static HttpUrl realm(Endpoint endpoint, Challenge challenge) {
    String text = challenge.authParams().get("realm");
    HttpUrl realm = text == null ? null : HttpUrl.parse(text);
    if (realm == null) {
      throw new UserFault(
          "Cannot log in to registry "
              + endpoint.host()
              + ": it asks for a token but does not say where to get one.");
    }
    if (!endpoint.isTokenServer(realm)) {
      throw new UserFault(
          "Did not log in to registry "
              + endpoint.host()
              + ": it sends us to "
              + Transport.site(realm)
              + ", which is not on its own site or not encrypted. If that is its token server, add"
              + " the host to the registry's trusted hosts.");
    }
    return realm.newBuilder().username("").password("").fragment(null).build();
  }

  // Ours, not the challenge's: a registry must not talk us into asking for more than pulling.
  private static String scope(ImageName image, String actions) {
    return "repository:" + image.path() + ":" + actions;
  }

  private static Request request(
      HttpUrl realm, @Nullable String service, String scope, @Nullable Login login) {
    if (login != null && login.identityToken()) {
      FormBody.Builder form =
          new FormBody.Builder()
              .add("grant_type", "refresh_token")
              .add("client_id", "tagboat")
              .add("scope", scope)
              .add("refresh_token", login.secret().reveal());
      return new Request.Builder()
          .url(realm)
          .post((service == null ? form : form.add("service", service)).build())
          .build();
    }
    HttpUrl.Builder url = realm.newBuilder().setQueryParameter("scope", scope);
    if (service != null) {
      url.setQueryParameter("service", service);
    }
    Request.Builder get = new Request.Builder().url(url.build());
    return login == null ? get.build() : get.header("Authorization", login.basic()).build();
  }

  private Optional<Authorization> authorization(JsonNode answer, boolean anonymous) {
    String token = answer.path("token").asText(answer.path("access_token").asText(""));
    if (!TOKEN.matcher(token).matches()) {
      return Optional.empty();
    }
    long seconds = answer.path("expires_in").asLong(DEFAULT_LIFE.toSeconds());
    Duration life = Duration.ofSeconds(Math.min(Math.max(seconds, 0), MAX_LIFE.toSeconds()));
    // A tenth is kept back, so that no token dies on the way.
    return Optional.of(
        new Authorization(
            "Bearer " + token,
            clock.instant().plus(life.multipliedBy(9).dividedBy(10)),
            anonymous));
  }
}
