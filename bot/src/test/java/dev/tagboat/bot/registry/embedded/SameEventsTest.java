package dev.tagboat.bot.registry.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RealRegistry;
import dev.tagboat.bot.registry.TestImages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A real Distribution's notifications and ours must look alike, so that ours cannot drift. */
@NeedsProgram({"docker-registry", "skopeo"})
class SameEventsTest {
  private static final String SECRET = "hook-secret-0123456789";

  @Test
  void oursHaveTheShapeOfDistributions() throws Exception {
    List<Receiver.Delivery> theirs;
    List<Receiver.Delivery> ours;
    try (Receiver receiver = new Receiver(0);
        RealRegistry real = RealRegistry.start(receiver.url(), SECRET)) {
      TestImages.push(real.host(), "acme/app", "1.2.3");
      theirs = pushes(receiver);
    }
    try (Receiver receiver = new Receiver(0);
        EmbeddedRegistry embedded =
            EmbeddedRegistry.start(
                EmbeddedRegistryOptions.temporary()
                    .withNotifications(receiver.url(), Secret.of(SECRET)),
                Clock.systemUTC())) {
      TestImages.push(embedded.host(), "acme/app", "1.2.3");
      ours = pushes(receiver);
    }
    assertThat(shapes(ours)).containsExactlyElementsOf(shapes(theirs));
  }

  // A real registry also tells of the blobs that a client asked for.
  private static List<Receiver.Delivery> pushes(Receiver receiver) throws InterruptedException {
    return receiver.untilTag().stream()
        .filter(delivery -> delivery.event().path("action").asText().equals("push"))
        .toList();
  }

  private static List<String> shapes(List<Receiver.Delivery> deliveries) {
    return deliveries.stream()
        .map(d -> d.authorization() + " " + d.contentType() + " " + shape(d.event()))
        .toList();
  }

  private static String shape(JsonNode event) {
    List<String> names = new ArrayList<>();
    for (String part : List.of("target", "request", "actor", "source")) {
      event.path(part).fieldNames().forEachRemaining(name -> names.add(part + "." + name));
    }
    event.fieldNames().forEachRemaining(names::add);
    return event.path("target").path("mediaType").asText()
        + " "
        + event.path("target").path("tag").asText()
        + " "
        + new TreeSet<>(names);
  }
}
