package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.auth.BadgeKeys;
import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.inbox.ClusterEvent;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.view.Cell;
import dev.tagboat.server.view.Frame;
import dev.tagboat.server.view.ImagePage;
import dev.tagboat.server.view.Links;
import dev.tagboat.server.view.Matrix;
import dev.tagboat.server.view.Moment;
import dev.tagboat.server.view.Place;
import dev.tagboat.server.view.Portion;
import dev.tagboat.server.view.Timeline;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /image?name=NAME}: an image's life. */
final class ImageHandler implements PageFront.Maker {
  private static final int PUSHES = 50;
  private static final int EVENTS = 500;

  private final PageFront front;
  private final Backend backend;
  private final Situation situation;
  private final BadgeKeys badges;
  private final List<Repository> repositories;
  private final Comparing comparing;

  ImageHandler(
      PageFront front,
      BadgeKeys badges,
      List<Repository> repositories,
      Backend backend,
      Situation situation) {
    this.badges = badges;
    this.repositories = repositories;
    this.front = front;
    this.backend = backend;
    this.situation = situation;
    this.comparing = new Comparing(backend);
  }

  @Override
  public String make(Context ctx, Frame frame) {
    Query query = new Query(ctx, Set.of("name", "from", "to", "page"));
    ImageName image =
        query
            .text("name")
            .flatMap(ImageName::parse)
            .orElseThrow(() -> new Refusal(404, "There is no image of this name."));
    Matrix matrix = situation.matrix(frame.now());
    List<StoredPush> found = backend.views().pushes(new PushFilter(null, image, PUSHES + 1, null));
    List<StoredPush> pushes = found.subList(0, Math.min(PUSHES, found.size()));
    ImagePage page =
        new ImagePage(
            frame.titled(image.path()),
            image,
            places(matrix, image),
            Portion.of(moments(matrix, image, pushes), Moment::bytes, query.number("page", 1)),
            comparing.of(image, query),
            found.size() > PUSHES,
            repositories.stream().anyMatch(repository -> repository.follows(image)),
            backend.pages().halts().of(image).orElse(null));
    return front.pages().image(page);
  }

  private List<ImagePage.Known> places(Matrix matrix, ImageName image) {
    List<ImagePage.Known> known = new ArrayList<>();
    for (Matrix.Row row : matrix.rows()) {
      for (int i = 0; row.image().equals(image) && i < row.cells().size(); i++) {
        Cell cell = row.cells().get(i);
        if (cell != null) {
          Place place = matrix.places().get(i);
          String key = badges.of(image.toString(), place.title());
          known.add(new ImagePage.Known(place, cell, Links.badge(image, place.title(), key)));
        }
      }
    }
    return known;
  }

  private List<Moment> moments(Matrix matrix, ImageName image, List<StoredPush> pushes) {
    Map<String, List<ClusterEvent>> events = new HashMap<>();
    Map<String, Set<String>> objects = new HashMap<>();
    for (Place place : matrix.places()) {
      if (place.view() != null) {
        String cluster = place.view().name();
        Set<String> running =
            place.view().running().images().stream()
                .filter(one -> ImageName.parse(one.image()).filter(image::equals).isPresent())
                .map(ClusterReport.Image::object)
                .collect(Collectors.toSet());
        objects.put(cluster, running);
        // Also where it runs no more: its life there is part of its story.
        events.put(cluster, backend.reports().store().events(cluster, EVENTS));
      }
    }
    List<String> ids = pushes.stream().map(StoredPush::id).toList();
    return Timeline.of(
        image,
        pushes,
        backend.pages().overview().story(image, PUSHES),
        backend.views().targets(ids),
        events,
        objects);
  }
}
