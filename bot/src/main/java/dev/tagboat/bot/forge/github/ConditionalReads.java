package dev.tagboat.bot.forge.github;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Asks GitHub whether an answer is still what it was: a 304 does not count towards the limit. Kept
 * in memory, since bodies may be private; an answer is never used unasked.
 */
final class ConditionalReads implements Interceptor {
  private static final int ENTRIES = 200;
  private static final long LARGEST = 256 << 10;

  private final Map<String, Kept> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > ENTRIES;
        }
      };

  private record Kept(String etag, ByteString body, @Nullable MediaType type) {}

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!request.method().equals("GET") || request.header("If-None-Match") != null) {
      return chain.proceed(request);
    }
    // GitHub's answers depend on who asks.
    String key =
        ByteString.encodeUtf8(request.header("Authorization") + request.url()).sha256().hex();
    Optional<Kept> known = find(key);
    Response response =
        chain.proceed(
            known
                .map(entry -> request.newBuilder().header("If-None-Match", entry.etag()).build())
                .orElse(request));
    if (response.code() == 304 && known.isPresent()) {
      return same(response, known.get());
    }
    return kept(key, response);
  }

  private static Response same(Response response, Kept entry) {
    response.close();
    return response
        .newBuilder()
        .code(200)
        .message("OK")
        .body(ResponseBody.create(entry.body(), entry.type()))
        .build();
  }

  private Response kept(String key, Response response) throws IOException {
    String etag = response.header("ETag");
    if (response.code() != 200 || etag == null || response.body().contentLength() > LARGEST) {
      return response;
    }
    MediaType type = response.body().contentType();
    ByteString body = response.body().byteString();
    put(key, new Kept(etag, body, type));
    return response.newBuilder().body(ResponseBody.create(body, type)).build();
  }

  private synchronized Optional<Kept> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  private synchronized void put(String key, Kept entry) {
    entries.put(key, entry);
  }
}
