package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Docker Hub: one tag, no digest. */
final class DockerHubWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    Images.require(occasion, "docker.io", "dockerhub");
    ObjectNode push =
        Json.object(
            "pushed_at",
            occasion.at().getEpochSecond(),
            "pusher",
            "tagboat-send-test",
            "tag",
            occasion.tag().toString());
    ObjectNode repository =
        Json.object(
            "name",
            occasion.shortName(),
            "namespace",
            occasion.namespace(),
            "owner",
            occasion.namespace(),
            "repo_name",
            occasion.name(),
            "repo_url",
            "https://hub.docker.com/r/" + occasion.name(),
            "is_official",
            false,
            "is_private",
            true,
            "star_count",
            0,
            "status",
            "Active");
    return Written.json(Json.object("push_data", push, "repository", repository));
  }
}
