package dev.tagboat.bot.net;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** {@link Documents} over the network. */
public final class HttpDocuments implements Documents {
  private static final int MAX_BYTES = 256 * 1024;

  private static final Set<Integer> NONE = Set.of(403, 404, 410);

  private final OkHttpClient client;

  /**
   * @param client its redirects and timeouts are not used
   */
  public HttpDocuments(OkHttpClient client) {
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(Duration.ofSeconds(5))
            .build();
  }

  @Override
  public @Nullable Document get(URI address, Reach reach) {
    HttpUrl url = HttpUrl.get(address);
    String refusal = url == null ? "it is no HTTP address" : refusal(url, reach);
    if (url == null || refusal != null) {
      throw new TransientFault("Could not ask " + address.getHost() + ": " + refusal + ".");
    }
    try (Response response = send(url, reach)) {
      if (NONE.contains(response.code())) {
        return null;
      }
      if (response.code() != 200) {
        throw new TransientFault(
            "Could not ask " + url.host() + ": it answered " + response.code() + ".");
      }
      int seconds = response.cacheControl().maxAgeSeconds();
      return new Document(
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

  private Response send(HttpUrl url, Reach reach) throws IOException {
    boolean mayBePrivate = reach == Reach.CONFIGURED;
    if (!mayBePrivate && Addresses.isLiteral(url.host())) {
      // OkHttp does not ask its Dns about a literal address.
      PublicDns.check(url.host(), List.of(InetAddress.getByName(url.host())));
    }
    Dns dns = mayBePrivate ? Dns.SYSTEM : new PublicDns(url.host());
    Request request = new Request.Builder().url(url).build();
    return client.newBuilder().dns(dns).build().newCall(request).execute();
  }
}
