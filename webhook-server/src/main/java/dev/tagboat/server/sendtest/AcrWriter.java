package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Azure Container Registry's webhook: one event without an envelope. */
final class AcrWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    return Written.json(event(occasion)).with("User-Agent", "AzureContainerRegistry/1.0");
  }

  static ObjectNode event(Occasion occasion) {
    return Json.object(
        "id",
        occasion.id(),
        "timestamp",
        occasion.at().toString(),
        "action",
        "push",
        "target",
        DistributionWriter.target(occasion),
        "request",
        DistributionWriter.request(occasion));
  }
}
