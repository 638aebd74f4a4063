package dev.tagboat.server.http;

import dev.tagboat.server.auth.BadgeKeys;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.view.Section;
import java.time.Clock;
import java.util.List;

/** The pages for people. */
final class PageRoutes {
  private PageRoutes() {}

  static List<Route> of(
      ServerConfig config,
      Backend backend,
      PageFront front,
      Forms forms,
      Refused refused,
      Clock clock) {
    Situation situation =
        new Situation(config, backend.reports().store(), backend.pages().overview());
    PushPages pushes = new PushPages(front.pages(), backend.views(), refused);
    StatePages state = new StatePages(front.pages(), config, backend, situation, refused);
    BadgeKeys badges = new BadgeKeys(config.adminToken());
    SignInHandler signIn = new SignInHandler(front, backend.pages().audit());
    NowHandler now = new NowHandler(front.pages(), situation, config);
    ImageHandler image = new ImageHandler(front, badges, config.repositories(), backend, situation);
    AuditHandler audit = new AuditHandler(front, backend.pages().audit());
    ActionHandler actions = new ActionHandler(front.guard(), config.repositories(), backend);
    return List.of(
        Route.get("/", front.page("Now", Section.NOW, now)),
        Route.get("/image", front.page("Image", Section.NOW, image)),
        Route.get("/pushes", front.page("Pushes", Section.PUSHES, pushes::list)),
        Route.get("/pushes/{id}", front.page("Push", Section.PUSHES, pushes::one)),
        Route.get(
            "/deliveries", front.page("Ignored and unreadable", Section.PUSHES, pushes::leftOut)),
        Route.get("/drift", front.page("Drift", Section.DRIFT, state::drift)),
        Route.get("/setup", front.page("Set-up", Section.SETUP, state::setup)),
        Route.get("/audit", front.page("Audit", Section.AUDIT, audit::page)),
        Route.get("/audit.csv", audit::csv),
        Route.get("/audit.jsonl", audit::jsonLines),
        Route.post("/pushes/{id}/retry", forms.to(actions::retry)),
        Route.post("/propose", forms.to(actions::propose)),
        Route.get("/sign-in", signIn::ask),
        Route.post("/sign-in", forms.to(signIn::begin)),
        Route.post("/sign-out", forms.to(signIn::end)),
        Route.get("/badge.svg", new BadgeHandler(front.pages(), badges, situation, clock)),
        Route.get("/assets/{name}", new AssetHandler()));
  }
}
