package dev.tagboat.applier.kube;

import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.CipherSuite;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the API server. Connecting and the whole answer have time limits, and an answer has a
 * size limit. It is HTTP/1.1: with the same few requests side by side, HTTP/2 costs both sides more
 * processor time.
 */
final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final String JSON = "application/json";
  private static final int MOST_BODY = 64 << 20;
  private static final int MOST_LINE = 4 << 20;
  private static final int KEPT = 8;
  private static final long KEPT_SECONDS = 20;

  // Java has AES in hardware only in code of its second compiler, which the applier does without;
  // there, ChaCha20 takes a quarter of the time. Servers in Go follow the client.
  private static final ConnectionSpec TLS =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
          .cipherSuites(
              CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
              CipherSuite.TLS_AES_128_GCM_SHA256,
              CipherSuite.TLS_AES_256_GCM_SHA384,
              CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
              CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
              CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
              CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
              CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
              CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)
          .build();

  private final Access access;
  private final OkHttpClient client;

  /**
   * @param timeout for one request and its answer
   */
  Http(Access access, Duration timeout) {
    this.access = access;
    this.client =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .sslSocketFactory(access.tls().sockets(), access.tls().trust())
            .connectionSpecs(List.of(TLS, ConnectionSpec.CLEARTEXT))
            .proxy(Proxy.NO_PROXY)
            .connectionPool(new ConnectionPool(KEPT, KEPT_SECONDS, TimeUnit.SECONDS))
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(CONNECT)
            .callTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .build();
  }

  /**
   * @param path with its query, beginning with a slash
   * @param contentType empty when there is no body
   */
  @SuppressWarnings("ArrayRecordComponent") // made once and only read
  record Request(String method, String path, String contentType, byte[] body) {
    static Request get(String path) {
      return new Request("GET", path, "", new byte[0]);
    }
  }

  /**
   * @param retryAfter seconds
   */
  @SuppressWarnings("ArrayRecordComponent") // made once and only read
  record Response(int status, byte[] body, OptionalLong retryAfter, List<String> warnings) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * @throws TransientFault when there was no answer
   */
  Response send(Request request) {
    return send(request, JSON);
  }

  /**
   * @param accept the form of the answer
   */
  Response send(Request request, String accept) {
    try (okhttp3.Response answer = client.newCall(built(request, accept)).execute()) {
      return new Response(
          answer.code(),
          body(answer.body().byteStream()),
          Stream.ofNullable(answer.header("Retry-After"))
              .filter(text -> text.matches("\\d{1,5}"))
              .mapToLong(Long::parseLong)
              .findFirst(),
          answer.headers("Warning"));
    } catch (IOException e) {
      throw noAnswer(request, e);
    }
  }

  private static byte[] body(InputStream in) throws IOException {
    byte[] body = in.readNBytes(MOST_BODY + 1);
    if (body.length > MOST_BODY) {
      throw new IOException("the answer is larger than " + (MOST_BODY >> 20) + " MiB");
    }
    return body;
  }

  /**
   * Reads lines as long as the server sends them.
   *
   * @param accept the form of the answer
   * @param most how long it may take
   * @param opened given what ends it, from any thread
   * @throws IOException also when the server refuses
   */
  void stream(
      String path, String accept, Duration most, Consumer<Runnable> opened, Consumer<String> lines)
      throws IOException {
    OkHttpClient patient = client.newBuilder().callTimeout(most).readTimeout(most).build();
    Call call = patient.newCall(built(Request.get(path), accept));
    opened.accept(call::cancel);
    try (okhttp3.Response answer = call.execute()) {
      if (answer.code() != 200) {
        throw new IOException("the server answers " + answer.code());
      }
      BufferedSource source = answer.body().source();
      while (!source.exhausted()) {
        lines.accept(source.readUtf8LineStrict(MOST_LINE));
      }
    }
  }

  private TransientFault noAnswer(Request request, IOException why) {
    String message = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return new TransientFault(
        "the API server at "
            + access.server()
            + " did not answer "
            + request.method()
            + " "
            + request.path().replaceAll("\\?.*", "")
            + ": "
            + message,
        why);
  }

  private okhttp3.Request built(Request request, String accept) {
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(access.server() + request.path())
            .header("Accept", accept)
            // Packing lists costs both sides more than the way between them.
            .header("Accept-Encoding", "identity")
            .header("User-Agent", "tagboat-applier")
            .method(request.method(), body(request));
    if (!request.contentType().isEmpty()) {
      builder.header("Content-Type", request.contentType());
    }
    try {
      access.token().get().ifPresent(t -> builder.header("Authorization", "Bearer " + t.reveal()));
    } catch (IllegalArgumentException e) {
      // Without its text and cause: they could show the token.
      throw new UserFault(
          "the token for the API server holds characters that HTTP does not allow. Check its"
              + " file.");
    }
    return builder.build();
  }

  private static @Nullable RequestBody body(Request request) {
    return request.contentType().isEmpty() ? null : RequestBody.create(request.body(), null);
  }
}
