package dev.tagboat.server.http;

import dev.tagboat.bot.net.HttpCalls;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.server.auth.BadgeKeys;
import dev.tagboat.server.auth.OidcSignIn;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.config.SignInProvider;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.view.Section;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The pages for people. */
final class PageRoutes {
  private PageRoutes() {}

  static List<Route> of(
      ServerConfig config,
      Backend backend,
      PageFront front,
      Forms forms,
      StatePages.Strangers strangers,
      Throttle throttle,
      WrongTokens tokens,
      Clock clock) {
    Situation situation =
        new Situation(config, backend.reports().store(), backend.pages().overview());
    PushPages pushes = new PushPages(front.pages(), backend.views(), strangers.atHooks());
    StatePages state = new StatePages(front.pages(), config, backend, situation, strangers);
    BadgeKeys badges = new BadgeKeys(config.adminToken());
    NowHandler now = new NowHandler(front.pages(), situation, backend.pages().halts(), config);
    ImageHandler image = new ImageHandler(front, badges, config.repositories(), backend, situation);
    AuditHandler audit = new AuditHandler(front, backend.pages().audit());
    HaltHandler halts = new HaltHandler(front.guard(), config.repositories(), backend.pages());
    TestHandler tests = new TestHandler(front, config, state, backend.pages().audit(), clock);
    CheckupHandler doctor =
        new CheckupHandler(front.guard(), backend.insight().checkup(), backend.pages().audit());
    ActionHandler actions = new ActionHandler(front.guard(), config.repositories(), backend);
    List<Route> routes =
        new ArrayList<>(signIn(config, backend, front, forms, throttle, tokens, clock));
    routes.addAll(
        List.of(
            Route.get("/", front.page("Now", Section.NOW, now)),
            Route.get("/image", front.page("Image", Section.NOW, image)),
            Route.get("/pushes", front.page("Pushes", Section.PUSHES, pushes::list)),
            Route.get("/pushes/{id}", front.page("Push", Section.PUSHES, pushes::one)),
            Route.get(
                "/deliveries",
                front.page("Ignored and unreadable", Section.PUSHES, pushes::leftOut)),
            Route.get("/drift", front.page("Drift", Section.DRIFT, state::drift)),
            Route.get("/setup", front.page("Set-up", Section.SETUP, state::setup)),
            Route.get("/audit", front.page("Audit", Section.AUDIT, audit::page)),
            Route.get("/audit.csv", audit::csv),
            Route.get("/audit.jsonl", audit::jsonLines),
            Route.post("/pushes/{id}/retry", forms.to(actions::retry)),
            Route.post("/propose", forms.to(actions::propose)),
            Route.post("/pause", forms.to(halts::pause)),
            Route.post("/resume", forms.to(halts::resume)),
            Route.post("/setup/test", forms.to(tests::send)),
            Route.post("/setup/doctor", forms.to(doctor::again)),
            Route.get("/badge.svg", new BadgeHandler(front.pages(), badges, situation, clock)),
            Route.get("/assets/{name}", new AssetHandler())));
    return routes;
  }

  private static List<Route> signIn(
      ServerConfig config,
      Backend backend,
      PageFront front,
      Forms forms,
      Throttle throttle,
      WrongTokens tokens,
      Clock clock) {
    SignInProvider configured = config.signIn().provider();
    OidcSignIn provider =
        configured == null
            ? null
            : new OidcSignIn(
                configured, backend.sources(), new HttpCalls(HttpClients.shared()), clock);
    AuditLog audit = backend.pages().audit();
    SignInHandler signIn = new SignInHandler(front, audit, tokens, provider, config.front());
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/sign-in", signIn::ask));
    routes.add(Route.post("/sign-in", forms.to(signIn::begin)));
    routes.add(Route.post("/sign-out", forms.to(signIn::end)));
    ProviderHandler there =
        provider == null
            ? null
            : new ProviderHandler(
                signIn, front.guard(), provider, config.front(), audit, throttle, tokens);
    routes.add(Route.get("/sign-in/oidc", there == null ? PageRoutes::nowhere : there::start));
    routes.add(Route.get("/sign-in/callback", there == null ? PageRoutes::nowhere : there::finish));
    return routes;
  }

  private static void nowhere(Context ctx) {
    throw new Refusal(404, "No provider to sign in at is configured (sign-in.oidc).");
  }
}
