package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JFrog Artifactory: an image within one of its repositories. */
final class JfrogWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    String digest = occasion.digest().toString();
    ObjectNode data =
        Json.object(
            "repo_key",
            occasion.repoKey(),
            "event_type",
            "pushed",
            "path",
            occasion.name() + "/" + occasion.tag() + "/manifest.json",
            "name",
            "manifest.json",
            "sha256",
            digest.substring(digest.indexOf(':') + 1),
            "size",
            524,
            "image_name",
            occasion.name(),
            "tag",
            occasion.tag().toString(),
            "image_type",
            "oci",
            "platforms",
            List.of(Json.object("architecture", "amd64", "os", "linux")));
    return Written.json(
        Json.object(
            "domain",
            "docker",
            "event_type",
            "pushed",
            "data",
            data,
            "subscription_key",
            "tagboat",
            "jpd_origin",
            "https://" + occasion.image().registry(),
            "source",
            "jfrog/tagboat-send-test"));
  }
}
