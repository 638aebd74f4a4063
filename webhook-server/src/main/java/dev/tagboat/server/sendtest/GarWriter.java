package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** Google Artifact Registry through a Pub/Sub push subscription. */
final class GarWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    String id = Long.toString(occasion.at().toEpochMilli());
    String at = occasion.at().toString();
    ObjectNode message =
        Json.object(
            "attributes",
            Json.object(),
            "data",
            Base64.getEncoder().encodeToString(Json.bytes(data(occasion))),
            "messageId",
            id,
            "message_id",
            id,
            "publishTime",
            at,
            "publish_time",
            at);
    return Written.json(
            Json.object("message", message, "subscription", "projects/acme/subscriptions/tagboat"))
        .with("User-Agent", "APIs-Google");
  }

  static ObjectNode data(Occasion occasion) {
    return Json.object(
        "action",
        "INSERT",
        "digest",
        occasion.image() + "@" + occasion.digest(),
        "tag",
        occasion.image() + ":" + occasion.tag());
  }
}
