package dev.tagboat.server.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry in which every tag of every image is one and the same image. */
final class AnyTagRegistry implements AutoCloseable {
  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String BLOB = "application/octet-stream";
  private static final String CONFIG =
      "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
  private static final String CONFIG_DIGEST = Sha256.of(CONFIG);
  private static final String MANIFEST =
      "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
          + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
          + CONFIG_DIGEST
          + "\",\"size\":"
          + CONFIG.length()
          + "},\"layers\":[]}";
  private static final String DIGEST = Sha256.of(MANIFEST);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  AnyTagRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/", AnyTagRegistry::answer);
    server.setExecutor(threads);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String digest() {
    return DIGEST;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean config = path.endsWith(CONFIG_DIGEST);
    boolean known = config || (path.contains("/manifests/") && !path.contains("sha256-"));
    byte[] body = (config ? CONFIG : known ? MANIFEST : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", config ? BLOB : TYPE);
    if (known && !config) {
      exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
    }
    exchange.sendResponseHeaders(known ? 200 : 404, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
