package dev.tagboat.server.http;

import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.Halts;
import dev.tagboat.server.view.Frame;
import dev.tagboat.server.view.MatrixQuery;
import dev.tagboat.server.view.NowPage;
import dev.tagboat.server.view.Pages;
import dev.tagboat.server.view.Verdict;
import io.javalin.http.Context;
import java.util.Set;

/** {@code GET /}: images and environments. */
final class NowHandler implements PageFront.Maker {
  private static final int LONGEST = 200;

  private final Pages pages;
  private final Situation situation;
  private final Halts halts;
  private final boolean configured;

  NowHandler(Pages pages, Situation situation, Halts halts, ServerConfig config) {
    this.halts = halts;
    this.pages = pages;
    this.situation = situation;
    this.configured =
        !config.hooks().isEmpty() || !config.polls().isEmpty() || !config.clusters().isEmpty();
  }

  @Override
  public String make(Context ctx, Frame frame) {
    Query query = new Query(ctx, Set.of("filter", "state", "sort", "page"));
    String filter = query.text("filter").orElse("");
    if (filter.length() > LONGEST) {
      throw new Refusal(400, "filter must be no longer than " + LONGEST + " characters.");
    }
    MatrixQuery wanted =
        new MatrixQuery(
            filter,
            query.text("state").map(NowHandler::state).orElse(null),
            query.text("sort").map(NowHandler::order).orElse(MatrixQuery.Order.ATTENTION),
            query.number("page", 1));
    return pages.now(
        NowPage.of(frame, situation.matrix(frame.now()), wanted, halts.all(), configured));
  }

  private static Verdict state(String text) {
    return Verdict.parse(text)
        .orElseThrow(() -> new Refusal(400, "state must be one of those that the page offers."));
  }

  private static MatrixQuery.Order order(String text) {
    return MatrixQuery.Order.parse(text)
        .orElseThrow(() -> new Refusal(400, "sort must be attention, name or recent."));
  }
}
