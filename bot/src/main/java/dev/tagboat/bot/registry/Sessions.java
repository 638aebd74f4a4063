package dev.tagboat.bot.registry;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Challenge;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends requests as whoever the registry wants us to be, and remembers that for a while. */
final class Sessions {
  private static final Duration BASIC_LIFE = Duration.ofMinutes(5);

  private final Transport transport;
  private final TokenClient tokens;
  private final Logins logins;
  private final Pauses pauses;
  private final Clock clock;
  private final BoundedCache<ImageName, Authorization> granted = new BoundedCache<>(512);

  Sessions(OkHttpClient client, Logins logins, Pauses pauses, Clock clock) {
    this.transport = new Transport(client);
    this.tokens = new TokenClient(transport, clock);
    this.logins = logins;
    this.pauses = pauses;
    this.clock = clock;
  }

  /** Sends a GET or HEAD; on 401 logs in as the challenge says and sends it once more. */
  Response send(Endpoint endpoint, ImageName image, Request request) {
    return pauses.around(endpoint, () -> sendNow(endpoint, image, request));
  }

  /** How many requests the registry said it still takes; empty when it did not say. */
  Optional<Long> remaining(Endpoint endpoint) {
    return pauses.remaining(endpoint);
  }

  private Response sendNow(Endpoint endpoint, ImageName image, Request request) {
    Optional<Authorization> known =
        granted.get(image).filter(held -> clock.instant().isBefore(held.until()));
    Response response = transport.follow(endpoint, with(request, known.orElse(null)));
    if (response.code() != 401) {
      return response;
    }
    Authorization fresh;
    try (response) {
      granted.remove(image);
      fresh = authorize(endpoint, image, response);
    }
    Response second = transport.follow(endpoint, with(request, fresh));
    if (second.code() == 401) {
      second.close();
      throw refused(endpoint, image, fresh);
    }
    granted.put(image, fresh);
    return second;
  }

  private Authorization authorize(Endpoint endpoint, ImageName image, Response response) {
    if (!endpoint.isOwn(response.request().url())) {
      throw new UserFault(
          "Tried to read "
              + image
              + ", but its registry sends us on to "
              + Transport.site(response.request().url())
              + ", which asks for credentials. Ours are only for "
              + endpoint.host()
              + ". Check that this host is the registry itself, not one that forwards to it.");
    }
    List<Challenge> challenges = response.challenges();
    @Nullable Login login = logins.find(endpoint, image).orElse(null);
    Optional<Challenge> bearer = ofScheme(challenges, "Bearer");
    if (bearer.isPresent()) {
      return tokens.fetch(endpoint, image, bearer.get(), login);
    }
    if (ofScheme(challenges, "Basic").isEmpty()) {
      throw new UserFault(
          "Cannot log in to registry "
              + endpoint.host()
              + ": it asks for credentials, but in no way that we know (basic, bearer). Check that"
              + " this host is a container registry.");
    }
    if (login == null) {
      throw new UserFault(
          "Tried to read "
              + image
              + ", but registry "
              + endpoint.host()
              + " wants a user name and password, and there are none. Configure them under"
              + " registries:, or run docker login.");
    }
    return new Authorization(login.basic(), clock.instant().plus(BASIC_LIFE), false);
  }

  private static UserFault refused(Endpoint endpoint, ImageName image, Authorization given) {
    String tried = "Tried to read " + image + ", but registry " + endpoint.host();
    return new UserFault(
        given.anonymous()
            ? tried
                + " shows no such image to the public. Check the name; if it is private, configure"
                + " credentials under registries:, or run docker login."
            : tried
                + " refuses our credentials. Check that they are right and may pull this"
                + " repository.");
  }

  private static Optional<Challenge> ofScheme(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(c -> c.scheme().equalsIgnoreCase(scheme)).findFirst();
  }

  private static Request with(Request request, @Nullable Authorization authorization) {
    return authorization == null
        ? request
        : request.newBuilder().header("Authorization", authorization.header()).build();
  }
}
