package dev.tagboat.bot.registry.embedded;

import com.sun.net.httpserver.HttpServer;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OCI registry on this machine's loopback address that docker, podman, skopeo, crane and jib can
 * push to and pull from (opencontainers/distribution-spec, categories pull, push, content discovery
 * and content management; sha256 only). Its server keeps the JVM alive until it is closed.
 * Restarted on its directory, it has what it had.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final long MAX_BLOB = 2L * 1024 * 1024 * 1024;
  private static final int THREADS = 16;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Front front;
  private final Notifier notifier;
  private final Path root;
  private final boolean temporary;

  private EmbeddedRegistry(EmbeddedRegistryOptions options, Front front, Path root, Clock clock)
      throws IOException {
    this.root = root;
    this.temporary = options.directory() == null;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    this.front = front;
    this.notifier = new Notifier(options.notifyUrl(), options.notifySecret());
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "tagboat-registry");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", router(options, clock));
  }

  /**
   * Starts a registry.
   *
   * @throws UserFault when the port is taken or the directory cannot be used
   */
  public static EmbeddedRegistry start(EmbeddedRegistryOptions options, Clock clock) {
    try {
      // First, so that a busy port leaves nothing behind.
      Front front = new Front(options.port());
      try {
        return create(options, front, clock);
      } catch (IOException e) {
        front.close();
        throw e;
      }
    } catch (BindException e) {
      throw new UserFault(
          "Tried to start the registry on port "
              + options.port()
              + ", but another program uses it. Choose another port.",
          e);
    } catch (IOException e) {
      throw new UserFault(
          "Tried to start the registry, but its directory cannot be used: " + e.getMessage(), e);
    }
  }

  private static EmbeddedRegistry create(EmbeddedRegistryOptions options, Front front, Clock clock)
      throws IOException {
    Path given = options.directory();
    Path root = given == null ? Files.createTempDirectory("tagboat-registry") : given;
    EmbeddedRegistry registry = new EmbeddedRegistry(options, front, root, clock);
    registry.server.start();
    registry.front.start(registry.server.getAddress());
    registry.notifier.start();
    return registry;
  }

  private Router router(EmbeddedRegistryOptions options, Clock clock) throws IOException {
    BlobStore blobs = new BlobStore(root);
    UploadStore uploads = new UploadStore(root, MAX_BLOB);
    ManifestStore manifests = new ManifestStore(root, uploads);
    Events events = new Events(notifier, clock, options.username());
    return new Router(
        new Doorkeeper(options),
        List.of(
            Router.Route.of(
                "blobs/uploads/([0-9a-f-]{0,36})", new UploadHandler(uploads, blobs, events)),
            Router.Route.of("blobs/([^/]{1,200})", new BlobHandler(blobs)),
            Router.Route.of(
                "manifests/([^/]{1,200})", new ManifestHandler(manifests, blobs, uploads, events)),
            Router.Route.of("tags/(list)", new TagsHandler(manifests))));
  }

  public int port() {
    return front.port();
  }

  /** Where its images are. */
  Path directory() {
    return root;
  }

  /** {@code 127.0.0.1:<port>}, as it stands in image names. */
  public String host() {
    return "127.0.0.1:" + port();
  }

  /** Stops at once; events that wait are dropped, and a temporary directory is deleted. */
  @Override
  public void close() {
    try {
      notifier.close();
      front.close();
      server.stop(0);
      threads.shutdownNow();
      if (temporary) {
        Trees.delete(root);
      }
    } catch (IOException e) {
      throw new UserFault("Tried to stop the registry, but failed: " + e.getMessage(), e);
    }
  }
}
