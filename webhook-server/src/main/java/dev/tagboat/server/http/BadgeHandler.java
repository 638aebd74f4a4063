package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.auth.BadgeKeys;
import dev.tagboat.server.view.Badge;
import dev.tagboat.server.view.Cell;
import dev.tagboat.server.view.Matrix;
import dev.tagboat.server.view.Pages;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /badge.svg?image=NAME&place=NAME&key=KEY}: for READMEs. Who has the address sees this
 * one image in this one place and nothing else; the key is made for both.
 */
final class BadgeHandler implements Handler {
  private final Pages pages;
  private final BadgeKeys keys;
  private final Remembered<Matrix> matrix;

  BadgeHandler(Pages pages, BadgeKeys keys, Situation situation, Clock clock) {
    this.pages = pages;
    this.keys = keys;
    // Anybody may hold an address, and a README is looked at often.
    this.matrix = new Remembered<>(clock, 10, () -> situation.matrix(clock.instant()));
  }

  @Override
  public void handle(Context ctx) {
    Query query = new Query(ctx, Set.of("image", "place", "key"));
    String image = query.text("image").orElse("");
    String place = query.text("place").orElse("");
    if (!keys.fits(query.text("key").orElse(""), image, place)) {
      throw new Refusal(404, "There is no such badge.");
    }
    ctx.header("Cache-Control", "max-age=60")
        // Readmes of other sites show it, and whoever has its address may see it.
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .contentType("image/svg+xml")
        .result(pages.badge(new Badge(place, cell(image, place))));
  }

  private @Nullable Cell cell(String image, String place) {
    ImageName name = ImageName.parse(image).orElse(null);
    Matrix known = matrix.get();
    for (Matrix.Row row : known.rows()) {
      for (int i = 0; row.image().equals(name) && i < row.cells().size(); i++) {
        if (known.places().get(i).title().equals(place)) {
          return row.cells().get(i);
        }
      }
    }
    return null;
  }
}
