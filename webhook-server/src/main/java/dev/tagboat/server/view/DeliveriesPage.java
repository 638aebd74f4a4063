package dev.tagboat.server.view;

import dev.tagboat.server.inbox.Delivery;
import java.util.List;

/**
 * What came in and made no push, newest first.
 *
 * @param strangers what was refused before it was read
 * @param routine whether what every push brings is shown, too
 */
public record DeliveriesPage(
    Frame frame, List<Delivery> deliveries, List<Setup.Strangers> strangers, boolean routine) {
  public DeliveriesPage {
    deliveries = List.copyOf(deliveries);
    strangers = List.copyOf(strangers);
  }

  /** The address of this page. */
  public String address() {
    return routine ? "/deliveries?routine=true" : "/deliveries";
  }
}
