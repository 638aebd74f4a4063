package dev.tagboat.server.sendtest;

import java.util.List;

/** Quay: a list of tags, no digest, no time. */
final class QuayWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    Images.requireNamespace(occasion, "quay");
    return Written.json(
        Json.object(
            "name",
            occasion.shortName(),
            "repository",
            occasion.name(),
            "namespace",
            occasion.namespace(),
            "docker_url",
            occasion.image().toString(),
            "homepage",
            "https://" + occasion.image().registry() + "/repository/" + occasion.name(),
            "updated_tags",
            List.of(occasion.tag().toString())));
  }
}
