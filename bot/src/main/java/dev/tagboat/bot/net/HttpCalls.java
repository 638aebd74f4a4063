package dev.tagboat.bot.net;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Single small requests to where a {@link Reach} allows. No redirect is followed, nothing larger
 * than 256 KiB is read, and all of it takes at most 5 s.
 */
public final class HttpCalls {
  private static final int MAX_BYTES = 256 * 1024;

  private final OkHttpClient client;

  /**
   * What was answered.
   *
   * @param maxAge how long it may be kept ({@code Cache-Control: max-age}); null when not said
   */
  @SuppressWarnings("ArrayRecordComponent") // Made and read once, never compared.
  public record Reply(int status, byte[] body, @Nullable Duration maxAge) {}

  /**
   * @param client its redirects and timeouts are not used
   */
  public HttpCalls(OkHttpClient client) {
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(Duration.ofSeconds(5))
            .build();
  }

  /**
   * GETs {@code address}.
   *
   * @throws TransientFault when it cannot be reached, or may not be
   */
  public Reply get(URI address, Map<String, String> headers, Reach reach) {
    return call(address, new Request.Builder().headers(Headers.of(headers)), reach);
  }

  /**
   * POSTs a form (application/x-www-form-urlencoded) to {@code address}.
   *
   * @throws TransientFault when it cannot be reached, or may not be
   */
  public Reply post(
      URI address, Map<String, String> form, Map<String, String> headers, Reach reach) {
    FormBody.Builder body = new FormBody.Builder();
    form.forEach(body::add);
    return call(
        address, new Request.Builder().headers(Headers.of(headers)).post(body.build()), reach);
  }

  private Reply call(URI address, Request.Builder request, Reach reach) {
    HttpUrl url = HttpUrl.get(address);
    String refusal = url == null ? "it is no HTTP address" : refusal(url, reach);
    if (url == null || refusal != null) {
      throw new TransientFault("Could not ask " + address.getHost() + ": " + refusal + ".");
    }
    try (Response response = send(url, request.url(url).build(), reach)) {
      int seconds = response.cacheControl().maxAgeSeconds();
      return new Reply(
          response.code(),
          Bodies.read(response.body(), MAX_BYTES),
          seconds < 0 ? null : Duration.ofSeconds(seconds));
    } catch (PublicDns.PrivateAddress e) {
      throw new TransientFault(
          "Could not ask " + url.host() + ": it is at a private or loopback address.", e);
    } catch (IOException e) {
      // Messages of exceptions may quote what the other side sent; their class cannot.
      throw new TransientFault(
          "Could not ask " + url.host() + ": " + e.getClass().getSimpleName() + ".", e);
    }
  }

  private static @Nullable String refusal(HttpUrl url, Reach reach) {
    boolean encrypted =
        url.isHttps()
            || reach == Reach.PUBLIC_PLAIN
            || (reach == Reach.CONFIGURED && Addresses.isLoopbackName(url.host()));
    if (!encrypted) {
      return "it is not HTTPS";
    }
    return url.username().isEmpty() && url.password().isEmpty()
        ? null
        : "the address holds credentials";
  }

  private Response send(HttpUrl url, Request request, Reach reach) throws IOException {
    boolean mayBePrivate = reach == Reach.CONFIGURED;
    if (!mayBePrivate && Addresses.isLiteral(url.host())) {
      // OkHttp does not ask its Dns about a literal address.
      PublicDns.check(url.host(), List.of(InetAddress.getByName(url.host())));
    }
    Dns dns = mayBePrivate ? Dns.SYSTEM : new PublicDns(url.host());
    return client.newBuilder().dns(dns).build().newCall(request).execute();
  }
}
