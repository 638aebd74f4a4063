package dev.tagboat.server.http;

import dev.tagboat.server.inbox.Delivery;
import dev.tagboat.server.inbox.Views;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /api/v1/deliveries}: what was ignored or unreadable, newest first; with {@code
 * routine=false} without what every push brings.
 */
final class DeliveriesHandler implements Handler {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private record DeliveryJson(
      String at, String hook, String outcome, String subject, String reason, boolean routine) {
    static DeliveryJson of(Delivery delivery) {
      return new DeliveryJson(
          delivery.at().toString(),
          delivery.hook(),
          delivery.outcome(),
          delivery.subject(),
          delivery.reason(),
          delivery.routine());
    }
  }

  private record DeliveriesJson(List<DeliveryJson> deliveries) {}

  private final Views views;

  DeliveriesHandler(Views views) {
    this.views = views;
  }

  @Override
  public void handle(Context ctx) {
    Query query = new Query(ctx, Set.of("limit", "routine"));
    int limit = query.limit(USUAL, MOST);
    String routine = query.text("routine").orElse("true");
    if (!routine.equals("true") && !routine.equals("false")) {
      throw new Refusal(400, "routine must be true or false.");
    }
    Answers.json(
        ctx,
        200,
        new DeliveriesJson(
            views.deliveries(routine.equals("true"), limit).stream()
                .map(DeliveryJson::of)
                .toList()));
  }
}
