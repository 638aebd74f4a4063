package dev.tagboat.server.http;

import dev.tagboat.server.clusters.ReportReader;
import dev.tagboat.server.config.ServerConfig;
import io.javalin.http.HandlerType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that the server answers to; {@code openapi.json} describes the same. */
final class Routes {
  private Routes() {}

  static List<Route> of(
      ServerConfig config,
      Backend backend,
      PageFront front,
      Changes changes,
      Limits limits,
      Clock clock) {
    List<Route> routes = new ArrayList<>();
    Throttle throttle = new Throttle(config.front(), clock);
    ClientAddress clients = new ClientAddress(config.front().trustedProxies());
    Refused refused = new Refused(clients, clock);
    Refused reporters = new Refused(clients, clock);
    Bodies bodies = new Bodies(limits);
    WrongTokens tokens =
        new WrongTokens(front.guard().tokens(), clients, backend.pages().audit(), clock);
    AdminGuard admin = new AdminGuard(config, tokens);
    routes.addAll(ofPrograms(config, backend, admin, bodies, throttle, refused, reporters, clock));
    routes.addAll(
        PageRoutes.of(
            config,
            backend,
            front,
            new Forms(bodies, throttle),
            new StatePages.Strangers(refused, reporters),
            throttle,
            tokens,
            clock));
    routes.add(Route.get("/events", changes));
    return List.copyOf(routes);
  }

  private static List<Route> ofPrograms(
      ServerConfig config,
      Backend backend,
      AdminGuard admin,
      Bodies bodies,
      Throttle throttle,
      Refused refused,
      Refused reporters,
      Clock clock) {
    HookMeters meters = new HookMeters(backend.meters());
    HookHandler hooks =
        new HookHandler(config.hooks(), backend, meters, bodies, throttle, refused, clock);
    OptionsHandler options =
        new OptionsHandler(config.hooks(), hooks, meters, throttle, config.front());
    ClustersHandler clusters =
        new ClustersHandler(config.clusters(), backend.reports().store(), clock);
    ReportHandler reports =
        new ReportHandler(
            config.clusters(),
            backend.reports(),
            backend.sources(),
            backend.meters(),
            bodies,
            throttle,
            reporters,
            clock);
    StaticHandler openApi = new StaticHandler("openapi.json", "application/json");
    return List.of(
        Route.post("/hooks/{name}", hooks),
        Route.post("/hooks/{name}/{secret}", hooks),
        new Route(HandlerType.OPTIONS, "/hooks/{name}", options),
        new Route(HandlerType.OPTIONS, "/hooks/{name}/{secret}", options),
        Route.post("/reports/{name}", reports),
        Route.post(
            ForgeEventHandler.PATH,
            new ForgeEventHandler(
                config.repositories(), backend.forge(), meters, bodies, throttle, clock)),
        Route.get("/healthz", ctx -> Answers.json(ctx, 200, Map.of("status", "ok"))),
        Route.get("/readyz", new ReadyHandler(backend.checks(), clock)),
        Route.get("/metrics", new MetricsHandler(backend, clock)),
        Route.get("/api/v1/pushes", admin.reading(new PushesHandler(backend.views()))),
        Route.get("/api/v1/pushes/{id}", admin.reading(new PushHandler(backend.views()))),
        Route.post(
            "/api/v1/pushes/{id}/retry",
            admin.guard(
                new RetryHandler(backend.retries(), backend.views(), backend.pages().audit()))),
        Route.get("/api/v1/deliveries", admin.reading(new DeliveriesHandler(backend.views()))),
        Route.get("/api/v1/clusters", admin.reading(clusters.all())),
        Route.get("/api/v1/clusters/{name}", admin.reading(clusters.one())),
        Route.get(
            "/api/v1/report.schema.json",
            new StaticHandler(ReportReader.class, "report.schema.json", "application/json")),
        Route.get(
            "/api/v1/polls",
            admin.reading(new PollsHandler(PolledImages.in(config.polls()), backend.views()))),
        // The description is the same for everybody, so nobody is asked who they are.
        Route.get("/api/v1/openapi.json", openApi),
        Route.get("/openapi.json", openApi));
  }
}
