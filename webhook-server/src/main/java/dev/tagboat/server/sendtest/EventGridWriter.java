package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Azure Container Registry through Event Grid: a list of events in Event Grid's own schema. */
final class EventGridWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    ObjectNode event =
        Json.object(
            "id",
            occasion.id(),
            "topic",
            topic(occasion),
            "subject",
            occasion.name() + ":" + occasion.tag(),
            "eventType",
            "Microsoft.ContainerRegistry.ImagePushed",
            "eventTime",
            occasion.at().toString(),
            "data",
            AcrWriter.event(occasion),
            "dataVersion",
            "1.0",
            "metadataVersion",
            "1");
    return Written.json(Json.list(event)).with("aeg-event-type", "Notification");
  }

  static String topic(Occasion occasion) {
    String registry = occasion.image().registry().replaceAll("\\..*", "");
    return "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/acme/providers/"
        + "Microsoft.ContainerRegistry/registries/"
        + registry;
  }
}
