package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** CNCF Distribution, also within GitLab: an envelope of events. */
record DistributionWriter(String version, boolean gitlab) implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    ObjectNode event =
        Json.object(
            "id",
            occasion.id(),
            "timestamp",
            occasion.at().toString(),
            "action",
            "push",
            "target",
            target(occasion),
            "request",
            request(occasion),
            "actor",
            actor(),
            "source",
            Json.object("addr", "registry:5000", "instanceID", occasion.id()));
    return Written.of(
            "application/vnd.docker.distribution.events." + version + "+json",
            Json.object("events", List.of(event)))
        .with("User-Agent", "Go-http-client/1.1");
  }

  /** As Azure's webhooks have it, too. */
  static ObjectNode target(Occasion occasion) {
    return Json.object(
        "mediaType",
        SampleManifest.MEDIA_TYPE,
        "digest",
        occasion.digest().toString(),
        "size",
        524,
        "length",
        524,
        "repository",
        occasion.name(),
        "tag",
        occasion.tag().toString());
  }

  static ObjectNode request(Occasion occasion) {
    return Json.object(
        "id",
        occasion.id(),
        "host",
        occasion.image().registry(),
        "method",
        "PUT",
        "useragent",
        "docker/27.3.1 go/go1.22.7 os/linux arch/amd64");
  }

  private ObjectNode actor() {
    return gitlab
        ? Json.object("name", "tagboat-send-test", "user_type", "build")
        : Json.object("name", "tagboat-send-test");
  }
}
