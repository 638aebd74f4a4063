package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import dev.tagboat.server.inbox.Views;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/pushes}: newest first, page by page. */
final class PushesHandler implements Handler {
  private static final Set<String> PARAMETERS = Set.of("state", "image", "limit", "after");
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private record PageJson(List<PushJson> pushes, @Nullable String next) {}

  private final Views views;

  PushesHandler(Views views) {
    this.views = views;
  }

  @Override
  public void handle(Context ctx) {
    Query query = new Query(ctx, PARAMETERS);
    int limit = query.limit(USUAL, MOST);
    // One more than asked for tells whether there is a next page.
    List<StoredPush> found =
        views.pushes(
            new PushFilter(
                query.text("state").map(PushesHandler::state).orElse(null),
                query.text("image").map(PushesHandler::image).orElse(null),
                limit + 1,
                query.text("after").map(PushesHandler::id).orElse(null)));
    List<StoredPush> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? page.get(page.size() - 1).id() : null;
    Answers.json(ctx, 200, new PageJson(json(page), next));
  }

  private List<PushJson> json(List<StoredPush> page) {
    Map<String, List<StoredTarget>> targets =
        views.targets(page.stream().map(StoredPush::id).toList());
    return page.stream()
        .map(push -> PushJson.of(push, targets.getOrDefault(push.id(), List.of())))
        .toList();
  }

  static PushState state(String text) {
    return PushState.parse(text)
        .orElseThrow(
            () ->
                new Refusal(
                    400,
                    "state must be one of "
                        + Arrays.stream(PushState.values())
                            .map(PushState::key)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  static ImageName image(String text) {
    return ImageName.parse(text)
        .orElseThrow(
            () ->
                new Refusal(400, "image must be a name without a tag, as registry.acme.io/shop."));
  }

  static String id(String text) {
    return PushId.parse(text)
        .orElseThrow(() -> new Refusal(400, "after must be 'next' of the page before."));
  }
}
