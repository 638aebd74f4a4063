package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Harbor, with its payload format set to CloudEvents. */
final class HarborCloudEventsWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    ObjectNode event =
        CloudEvents.envelope(
            occasion,
            "/projects/1/webhook/policies/1",
            "harbor.artifact.pushed",
            HarborWriter.data(occasion));
    event.put("requestid", occasion.id()).put("operator", "tagboat-send-test");
    return Written.of(CloudEvents.STRUCTURED, event);
  }
}
