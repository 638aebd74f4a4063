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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Pages of pushes and of what made none. */
final class PushPages {
  private static final int PAGE = 50;

  /** How many images a part of a name stands for at most. */
  private static final int NAMES = 50;

  private static final Pattern PART = Pattern.compile("[a-z0-9._/:\\[\\]-]{1,400}");
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
    String name = query.text("image").map(PushPages::part).orElse("");
    String after = query.text("after").map(PushesHandler::id).orElse(null);
    List<ImageName> images = images(name);
    PushFilter filter = new PushFilter(state, null, PAGE + 1, after);
    List<StoredPush> found = name.isEmpty() ? views.pushes(filter) : views.pushes(images, filter);
    List<StoredPush> shown = found.subList(0, Math.min(PAGE, found.size()));
    Map<String, List<StoredTarget>> targets =
        views.targets(shown.stream().map(StoredPush::id).toList());
    return pages.pushes(
        new PushesPage(
            frame,
            shown.stream()
                .map(push -> new PushesPage.Row(push, targets.getOrDefault(push.id(), List.of())))
                .toList(),
            name,
            images.stream().map(ImageName::toString).toList(),
            state,
            views.counts(),
            after,
            found.size() > PAGE ? shown.get(PAGE - 1).id() : null));
  }

  private static String part(String text) {
    String part = text.strip().toLowerCase(Locale.ROOT);
    if (!part.isEmpty() && !PART.matcher(part).matches()) {
      throw new Refusal(
          400, "image must be a name without a tag, or a part of one, as registry.acme.io/shop.");
    }
    return part;
  }

  // A link to an image must not show another one whose name is longer.
  private List<ImageName> images(String name) {
    if (name.isEmpty()) {
      return List.of();
    }
    return ImageName.parse(name)
        .filter(image -> image.toString().equals(name) && views.knows(image))
        .map(List::of)
        .orElseGet(() -> views.named(name, NAMES));
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
