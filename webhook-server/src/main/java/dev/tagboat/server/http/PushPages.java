package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import dev.tagboat.server.inbox.Views;
import dev.tagboat.server.view.DeliveriesPage;
import dev.tagboat.server.view.Frame;
import dev.tagboat.server.view.Pages;
import dev.tagboat.server.view.PushPage;
import dev.tagboat.server.view.PushesPage;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pages of pushes and of what made none. */
final class PushPages {
  private static final int PAGE = 50;
  private static final int DELIVERIES = 200;

  private final Pages pages;
  private final Views views;
  private final Refused refused;

  PushPages(Pages pages, Views views, Refused refused) {
    this.pages = pages;
    this.views = views;
    this.refused = refused;
  }

  /** {@code GET /pushes}. */
  String list(Context ctx, Frame frame) {
    Query query = new Query(ctx, Set.of("state", "image", "after"));
    PushState state = query.text("state").map(PushesHandler::state).orElse(null);
    ImageName image = query.text("image").map(String::strip).map(PushesHandler::image).orElse(null);
    String after = query.text("after").map(PushesHandler::id).orElse(null);
    List<StoredPush> found = views.pushes(new PushFilter(state, image, PAGE + 1, after));
    List<StoredPush> shown = found.subList(0, Math.min(PAGE, found.size()));
    Map<String, List<StoredTarget>> targets =
        views.targets(shown.stream().map(StoredPush::id).toList());
    return pages.pushes(
        new PushesPage(
            frame,
            shown.stream()
                .map(push -> new PushesPage.Row(push, targets.getOrDefault(push.id(), List.of())))
                .toList(),
            query.text("image").orElse(""),
            state,
            views.counts(),
            after,
            found.size() > PAGE ? shown.get(PAGE - 1).id() : null));
  }

  /** {@code GET /pushes/ID}. */
  String one(Context ctx, Frame frame) {
    var view = PushHandler.view(views, ctx);
    String title = view.push().push().image().path() + ":" + view.push().push().tag().value();
    return pages.push(new PushPage(frame.titled(title), view));
  }

  /** {@code GET /deliveries}. */
  String leftOut(Context ctx, Frame frame) {
    Query query = new Query(ctx, Set.of("routine"));
    boolean routine = query.text("routine").orElse("false").equals("true");
    return pages.deliveries(
        new DeliveriesPage(frame, views.deliveries(routine, DELIVERIES), refused.all(), routine));
  }
}
