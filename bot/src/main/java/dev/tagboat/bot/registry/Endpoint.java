package dev.tagboat.bot.registry;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.net.Addresses;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * Where one registry is spoken to, and whom it may send us on to.
 *
 * @param base the API's root, ending in {@code /v2/}
 * @param configured whether a person named this host; only then may it be at a private address
 */
record Endpoint(RegistrySettings settings, HttpUrl base, boolean configured) {

  static Endpoint of(RegistrySettings settings, boolean configured) {
    String host = settings.host();
    // Docker Hub's API has never lived at the host that stands in image names.
    String authority = host.equals("docker.io") ? "registry-1.docker.io" : host;
    boolean plain = settings.plainHttp() || Addresses.isLoopbackName(withoutPort(host));
    HttpUrl url = HttpUrl.parse((plain ? "http" : "https") + "://" + authority + "/v2/");
    if (url == null) {
      throw new UserFault("Cannot ask registry " + host + ": that is not a valid host and port.");
    }
    return new Endpoint(settings, url, configured);
  }

  String host() {
    return settings.host();
  }

  HttpUrl manifest(String path, String reference) {
    return base.newBuilder()
        .addPathSegments(path)
        .addPathSegment("manifests")
        .addPathSegment(reference)
        .query(null)
        .build();
  }

  HttpUrl blob(String path, Digest digest) {
    return base.newBuilder()
        .addPathSegments(path)
        .addPathSegment("blobs")
        .addPathSegment(digest.value())
        .build();
  }

  HttpUrl referrers(String path, Digest digest) {
    return base.newBuilder()
        .addPathSegments(path)
        .addPathSegment("referrers")
        .addPathSegment(digest.value())
        .build();
  }

  HttpUrl tags(String path, int pageSize) {
    return base.newBuilder()
        .addPathSegments(path)
        .addPathSegments("tags/list")
        .addQueryParameter("n", String.valueOf(pageSize))
        .build();
  }

  /** Same scheme, host and port: what credentials may be sent to. */
  boolean isOwn(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port();
  }

  /** Whether the registry may send us to {@code url} even when that is at a private address. */
  boolean mayBePrivate(HttpUrl url) {
    return configured && (isOwn(url) || isTrusted(url));
  }

  boolean isTrusted(HttpUrl url) {
    String name = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return settings.trustedHosts().contains(name)
        || settings.trustedHosts().contains(name + ":" + url.port());
  }

  /**
   * Whether our credentials may go to this token server: it belongs to the registry's own site (or
   * was named by a person), and the way there is encrypted unless both are on this machine.
   */
  boolean isTokenServer(HttpUrl url) {
    boolean near = url.host().equals(base.host());
    boolean site = near || isTrusted(url) || sameSite(url);
    boolean sealed = url.isHttps() || (near && !base.isHttps()) || loopbackBoth(url);
    return site && sealed;
  }

  /** As {@link #mayBePrivate}, but a token server may be on another port of the same host. */
  boolean tokenServerMayBePrivate(HttpUrl url) {
    return configured && (url.host().equals(base.host()) || isTrusted(url));
  }

  private boolean loopbackBoth(HttpUrl url) {
    return Addresses.isLoopbackName(base.host()) && Addresses.isLoopbackName(url.host());
  }

  // By the public suffix list: registry-1.docker.io and auth.docker.io, but never two .co.uk.
  private boolean sameSite(HttpUrl url) {
    String site = base.topPrivateDomain();
    return site != null && Objects.equals(site, url.topPrivateDomain());
  }

  static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
