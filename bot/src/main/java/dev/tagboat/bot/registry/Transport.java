package dev.tagboat.bot.registry;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Addresses;
import dev.tagboat.bot.net.Bodies;
import dev.tagboat.bot.net.PublicDns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends one request, guards where it goes, and follows redirects by hand. */
final class Transport {
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final OkHttpClient client;

  Transport(OkHttpClient client) {
    this.client = client.newBuilder().followRedirects(false).followSslRedirects(false).build();
  }

  /**
   * Sends a GET or HEAD and follows at most five redirects. Credentials go no further than the
   * registry itself.
   */
  Response follow(Endpoint endpoint, Request first) {
    Request request = first;
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      Response response = send(request, endpoint.mayBePrivate(request.url()));
      if (!REDIRECTS.contains(response.code())) {
        return response;
      }
      try (response) {
        request = redirected(endpoint, request, response);
      }
    }
    throw new UserFault(
        "Gave up asking registry "
            + endpoint.host()
            + ": it redirected more than "
            + MAX_REDIRECTS
            + " times. Check the host name.");
  }

  /** Sends one request; whatever its answer, a redirect included, it is returned. */
  Response send(Request request, boolean mayBePrivate) {
    HttpUrl url = request.url();
    try {
      if (!mayBePrivate && Addresses.isLiteral(url.host())) {
        // OkHttp does not ask its Dns about a literal address.
        PublicDns.check(url.host(), List.of(InetAddress.getByName(url.host())));
      }
      Dns dns = mayBePrivate ? Dns.SYSTEM : new PublicDns(url.host());
      return client.newBuilder().dns(dns).build().newCall(request).execute();
    } catch (IOException e) {
      throw fault(url, e);
    }
  }

  /** Scheme, host and port only: paths and queries of storage hosts hold signatures. */
  static String site(HttpUrl url) {
    String port = url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port();
    return url.scheme() + "://" + url.host() + port;
  }

  /** What a broken call means; {@code url} is named only by its site. */
  static Fault fault(HttpUrl url, IOException e) {
    String tried = "Could not ask " + site(url) + ": ";
    if (e instanceof PublicDns.PrivateAddress) {
      return new UserFault(
          tried
              + "it is at a private or loopback address. If that host is meant, name it (registries:"
              + " in the server's settings, --registry on the command line).");
    }
    if (e instanceof Bodies.TooLarge) {
      return new UserFault(
          "Gave up asking "
              + site(url)
              + ": "
              + e.getMessage()
              + ". Check that this host is a container registry, or its token server.");
    }
    if (e instanceof UnknownHostException) {
      return new TransientFault(tried + "the name does not resolve. Check its spelling and DNS.");
    }
    if (e instanceof SSLException && isWrongPeer(e)) {
      return new UserFault(
          tried
              + "the TLS connection cannot be trusted ("
              + e.getClass().getSimpleName()
              + "). Check its certificate and our trust store, or whether it speaks plain HTTP.");
    }
    return new TransientFault(
        tried + "the connection failed (" + reason(e) + "). It may answer again later.");
  }

  private static boolean isWrongPeer(IOException e) {
    if (e instanceof SSLPeerUnverifiedException
        || String.valueOf(e.getMessage()).contains("SSL message")) {
      return true;
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  // Messages of exceptions may quote what the other side sent; their class cannot.
  private static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }

  private static Request redirected(Endpoint endpoint, Request from, Response response) {
    String location = response.header("Location");
    HttpUrl to = location == null ? null : from.url().resolve(location);
    if (to == null) {
      throw new UserFault(
          "Gave up asking "
              + site(from.url())
              + ": it redirected to nowhere we can go. Check that this host is a container registry.");
    }
    if (from.url().isHttps() && !to.isHttps()) {
      throw new UserFault(
          "Gave up asking "
              + site(from.url())
              + ": it redirected from HTTPS to plain HTTP at "
              + to.host()
              + ". Check the registry and any proxy in between.");
    }
    Request.Builder next =
        from.newBuilder().url(to.newBuilder().username("").password("").fragment(null).build());
    return endpoint.isOwn(to) ? next.build() : next.removeHeader("Authorization").build();
  }
}
