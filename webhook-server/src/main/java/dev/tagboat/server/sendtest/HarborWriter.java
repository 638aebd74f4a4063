package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Harbor, in its own format. */
final class HarborWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    return Written.json(
        Json.object(
            "type",
            "PUSH_ARTIFACT",
            "occur_at",
            occasion.at().getEpochSecond(),
            "operator",
            "tagboat-send-test",
            "event_data",
            data(occasion)));
  }

  static ObjectNode data(Occasion occasion) {
    Images.requireNamespace(occasion, "harbor");
    ObjectNode resource =
        Json.object(
            "digest",
            occasion.digest().toString(),
            "tag",
            occasion.tag().toString(),
            "resource_url",
            occasion.image() + ":" + occasion.tag());
    ObjectNode repository =
        Json.object(
            "date_created",
            occasion.at().getEpochSecond(),
            "name",
            occasion.shortName(),
            "namespace",
            occasion.namespace(),
            "repo_full_name",
            occasion.name(),
            "repo_type",
            "private");
    return Json.object("resources", List.of(resource), "repository", repository);
  }
}
