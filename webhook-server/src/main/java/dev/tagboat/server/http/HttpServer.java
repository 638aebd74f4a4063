package dev.tagboat.server.http;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.ServerConfig;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import io.javalin.util.JavalinLogger;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running HTTP server. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final Javalin app;
  private final List<Route> routes;
  private final Changes changes;
  private final ServerMeters meters;

  private HttpServer(Javalin app, List<Route> routes, Changes changes, ServerMeters meters) {
    this.app = app;
    this.routes = routes;
    this.changes = changes;
    this.meters = meters;
  }

  /**
   * Listens where {@code config} says, for its hooks, its repositories' forges and its operator.
   *
   * @throws UserFault when it cannot listen there, such as when the port is taken
   */
  public static HttpServer start(ServerConfig config, Backend backend, Limits limits, Clock clock) {
    // What matters of its log is thrown; a busy port would be told twice, once as a stack trace.
    JavalinLogger.enabled = false;
    PageFront front = new PageFront(new PageGuard(config, backend.pages().sessions()), clock);
    Changes changes = new Changes(front.guard(), backend.pages(), clock);
    List<Route> routes = Routes.of(config, backend, front, changes, limits, clock);
    Javalin app =
        Javalin.create(
            javalin -> configure(javalin, routes, new Errors(front), config.listen(), limits));
    Listen listen = config.listen();
    try {
      app.start();
    } catch (JavalinException e) {
      throw new UserFault(
          "Cannot listen on "
              + listen
              + ": "
              + reason(e)
              + ". Choose another address with 'listen'.",
          e);
    }
    SituationMeters.register(config, backend, clock);
    changes.start();
    return new HttpServer(
        app, routes, changes, new ServerMeters(backend, PolledImages.in(config.polls()), clock));
  }

  // The system's own words; those of the libraries around it are sentences of their own.
  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
  }

  private static void configure(
      JavalinConfig javalin, List<Route> routes, Errors errors, Listen listen, Limits limits) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.prefer405over404 = true;
    javalin.http.compressionStrategy = CompressionStrategy.NONE;
    Jetty.configure(javalin.jetty, listen, limits);
    javalin.routes.before(ctx -> Headers.SECURITY.forEach(ctx::header));
    for (Route route : routes) {
      javalin.routes.addHttpHandler(route.method(), route.path(), route.handler());
      if (route.method().equals(HandlerType.GET)) {
        // Left alone, Javalin answers 200 to every HEAD without asking the handler.
        javalin.routes.addHttpHandler(HandlerType.HEAD, route.path(), route.handler());
      }
    }
    errors.register(javalin.routes);
    javalin.router.javaLangErrorHandler(
        (response, error) -> {
          LOG.error("A request failed", error);
          response.setStatus(500);
        });
  }

  /** Where it listens; differs from the configuration when that says 0. */
  public int port() {
    return app.port();
  }

  List<Route> routes() {
    return routes;
  }

  /** Accepts nothing more, finishes what is in flight, then stops. */
  @Override
  public void close() {
    changes.close();
    app.stop();
    meters.close();
  }
}
