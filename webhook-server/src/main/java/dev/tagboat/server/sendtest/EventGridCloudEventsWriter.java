package dev.tagboat.server.sendtest;

/** Azure Container Registry through Event Grid, in the CloudEvents schema. */
final class EventGridCloudEventsWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    return Written.of(
            CloudEvents.STRUCTURED,
            CloudEvents.envelope(
                    occasion,
                    EventGridWriter.topic(occasion),
                    "Microsoft.ContainerRegistry.ImagePushed",
                    AcrWriter.event(occasion))
                .put("subject", occasion.name() + ":" + occasion.tag()))
        .with("aeg-event-type", "Notification");
  }
}
