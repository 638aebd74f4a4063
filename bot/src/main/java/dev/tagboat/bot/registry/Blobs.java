package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.Bodies;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;

/** The blob endpoint of the OCI distribution-spec, for the small blobs that describe images. */
final class Blobs {
  static final int MAX_SIZE = 4 * 1024 * 1024;

  private final Sessions sessions;
  private final Statuses statuses;

  Blobs(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.statuses = new Statuses(clock);
  }

  /**
   * Empty when the registry has no such blob, or gives something else or more for it. Most
   * registries redirect to storage on another host, which never sees our credentials.
   *
   * @param limit in bytes, {@link #MAX_SIZE} at most
   */
  Optional<byte[]> get(Endpoint endpoint, ImageName image, Digest digest, int limit) {
    Request request =
        new Request.Builder()
            .url(endpoint.blob(image.path(), digest))
            .header("Accept-Encoding", "identity")
            .build();
    try (Response response = sessions.send(endpoint, image, request)) {
      if (response.code() == 404) {
        return Optional.empty();
      }
      if (response.code() != 200) {
        throw statuses.fault("Tried to read what describes " + image, response);
      }
      if (response.body().source().request(limit + 1L)) {
        return Optional.empty();
      }
      byte[] bytes = Bodies.read(response.body(), limit);
      return Optional.of(bytes).filter(b -> Digests.matches(digest, ByteString.of(b)));
    } catch (IOException e) {
      throw Transport.fault(request.url(), e);
    }
  }
}
