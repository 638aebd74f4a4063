package dev.tagboat.bot.forge.contract;

import dev.tagboat.bot.net.Bodies;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.GzipSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * A network interceptor that holds every exchange to {@link GitHubContract}, and to GitHub's schema
 * where it is GraphQL. Add it with {@code addNetworkInterceptor}, and call {@link #assertClean} at
 * the end of the test.
 */
public final class ContractInterceptor implements Interceptor {
  private static final int LIMIT = 16 << 20;

  private final GitHubContract contract;
  private final String basePath;
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final AtomicInteger exchanges = new AtomicInteger();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * @param basePath path of the API on its host, for example {@code /api/v3}; empty for none
   */
  public ContractInterceptor(GitHubContract contract, String basePath) {
    this.contract = contract;
    this.basePath = basePath;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    String path = request.url().encodedPath();
    if (isGraphQl(path)) {
      return graphQl(chain, request);
    }
    if (!path.startsWith(basePath + "/")) {
      violations.add(request.method() + " " + path + " is not under " + basePath);
      return chain.proceed(request);
    }
    String inner = path.substring(basePath.length());
    seen.add(request.method() + " " + inner);
    HttpUrl url = request.url();
    violations.addAll(
        contract.request(request.method(), inner, url.queryParameterNames(), text(request.body())));
    Response response = chain.proceed(request);
    exchanges.incrementAndGet();
    return checked(request.method(), inner, response);
  }

  /** What was wrong so far, one sentence each. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** What was asked so far, such as {@code GET /repos/acme/config/pulls/1}. */
  public Set<String> seen() {
    return Set.copyOf(seen);
  }

  /** How many exchanges were looked at: a test that saw none proves nothing. */
  public int exchanges() {
    return exchanges.get();
  }

  /** Fails when any exchange so far was not as GitHub describes it, or when there was none. */
  public void assertClean() {
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "not as GitHub describes its API:\n  " + String.join("\n  ", violations));
    }
    if (exchanges.get() == 0) {
      throw new AssertionError("no exchange passed the contract check");
    }
  }

  private Response graphQl(Chain chain, Request request) throws IOException {
    String asked = text(request.body());
    violations.addAll(GraphQlContract.shared().request(asked));
    Response response = chain.proceed(request);
    exchanges.incrementAndGet();
    return read(
        response,
        body ->
            response.code() == 200 ? GraphQlContract.shared().response(asked, body) : List.of());
  }

  private boolean isGraphQl(String path) {
    return path.equals("/graphql") || path.equals("/api/graphql");
  }

  private static String text(@Nullable RequestBody body) throws IOException {
    if (body == null) {
      return "";
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return buffer.readUtf8();
  }

  private Response checked(String method, String path, Response response) throws IOException {
    return read(response, body -> contract.response(method, path, response.code(), body));
  }

  private Response read(Response response, Function<String, List<String>> check)
      throws IOException {
    Buffer raw = new Buffer();
    MediaType type;
    // Closed also where it is too long or the connection breaks: else the connection leaks.
    try (ResponseBody answer = response.body()) {
      type = answer.contentType();
      raw.write(Bodies.read(answer, LIMIT));
    }
    boolean gzip = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
    boolean empty = raw.exhausted();
    Buffer copy = raw.copy();
    String body = gzip && !empty ? Okio.buffer(new GzipSource(copy)).readUtf8() : copy.readUtf8();
    violations.addAll(check.apply(body));
    return response.newBuilder().body(ResponseBody.create(raw.readByteString(), type)).build();
  }
}
