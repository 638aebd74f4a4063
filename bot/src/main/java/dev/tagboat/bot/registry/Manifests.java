package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;

/** The manifest endpoints of the OCI distribution-spec; a manifest that is not there is empty. */
final class Manifests {
  /** The size that every registry has to take (distribution-spec, "Pushing manifests"). */
  static final int MAX_SIZE = 4 * 1024 * 1024;

  private final Sessions sessions;
  private final Statuses statuses;

  Manifests(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.statuses = new Statuses(clock);
  }

  /** What HEAD said. */
  sealed interface Head {
    /** It is there, and the registry says what it is. */
    record Found(Digest digest) implements Head {}

    /** It is there, or HEAD is not supported, but only GET can tell the digest. */
    record Silent() implements Head {}

    record Missing() implements Head {}
  }

  /** What GET said; {@code tooLarge} bodies are cut to nothing. */
  record Body(ByteString bytes, String contentType, boolean tooLarge) {}

  Head head(Endpoint endpoint, ImageName image, String reference) {
    Request request = request(endpoint, image, reference).head().build();
    try (Response response = sessions.send(endpoint, image, request)) {
      if (response.code() == 404) {
        return new Head.Missing();
      }
      if (response.code() == 405) {
        return new Head.Silent();
      }
      if (response.code() != 200) {
        throw statuses.fault(tried(image, reference), response);
      }
      String digest = response.header("Docker-Content-Digest");
      return Optional.ofNullable(digest)
          .flatMap(Digest::parse)
          .<Head>map(Head.Found::new)
          .orElseGet(Head.Silent::new);
    }
  }

  Optional<Body> get(Endpoint endpoint, ImageName image, String reference) {
    Request request = request(endpoint, image, reference).get().build();
    try (Response response = sessions.send(endpoint, image, request)) {
      if (response.code() == 404) {
        return Optional.empty();
      }
      if (response.code() != 200) {
        throw statuses.fault(tried(image, reference), response);
      }
      return Optional.of(read(response));
    } catch (IOException e) {
      throw Transport.fault(request.url(), e);
    }
  }

  static Body read(Response response) throws IOException {
    String type = MediaTypes.bare(response.header("Content-Type"));
    BufferedSource source = response.body().source();
    return source.request(MAX_SIZE + 1L)
        ? new Body(ByteString.EMPTY, type, true)
        : new Body(source.readByteString(), type, false);
  }

  private static Request.Builder request(Endpoint endpoint, ImageName image, String reference) {
    return new Request.Builder()
        .url(endpoint.manifest(image.path(), reference))
        .header("Accept", String.join(", ", MediaTypes.MANIFESTS))
        // The digest is over the bytes as stored, so nobody may compress them on the way.
        .header("Accept-Encoding", "identity");
  }

  private static String tried(ImageName image, String reference) {
    return "Tried to read " + image + (Digest.isValid(reference) ? "@" : ":") + reference;
  }
}
