package dev.tagboat.server.http;

import dev.tagboat.server.inbox.Delivery;
import dev.tagboat.server.inbox.Views;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /api/v1/deliveries}: what was ignored or unreadable, newest first, without the
 * routine.
 */
final class DeliveriesHandler implements Handler {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private record DeliveryJson(
      String at, String hook, String outcome, String subject, String reason) {
    static DeliveryJson of(Delivery delivery) {
      return new DeliveryJson(
          delivery.at().toString(),
          delivery.hook(),
          delivery.outcome(),
          delivery.subject(),
          delivery.reason());
    }
  }

  private record DeliveriesJson(List<DeliveryJson> deliveries) {}

  private final Views views;

  DeliveriesHandler(Views views) {
    this.views = views;
  }

  @Override
  public void handle(Context ctx) {
    int limit = new Query(ctx, Set.of("limit")).limit(USUAL, MOST);
    Answers.json(
        ctx,
        200,
        new DeliveriesJson(views.deliveries(limit).stream().map(DeliveryJson::of).toList()));
  }
}
