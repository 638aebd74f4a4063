package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Quay's notification of a repository push: tags without digests, no name of the event. */
final class QuayDecoder implements JsonDecoder {

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    JsonNode tags = body.path("updated_tags");
    String path = path(body);
    if (!body.has("updated_tags")) {
      out.ignored(path, "not a push: it has no 'updated_tags'");
    } else if (isTest(body, tags)) {
      out.ignored(path, "a test notification");
    } else if (tags.isArray()) {
      out.each(tags, tag -> out.push(path, claim(tag)));
    } else {
      throw new Json.Malformed("'updated_tags' is not a list");
    }
  }

  private static Claim claim(JsonNode tag) throws Json.Malformed {
    if (!tag.isTextual()) {
      throw new Json.Malformed("'updated_tags' holds what is not a string");
    }
    return new Claim(tag.textValue(), null, null, null, null);
  }

  private static String path(JsonNode body) throws Json.Malformed {
    String path = Json.text(body, "repository");
    String url = Json.text(body, "docker_url");
    if (path == null && url == null) {
      throw new Json.Malformed("an event without 'repository'");
    }
    return path == null ? WrittenImage.of(String.valueOf(url)).path() : path;
  }

  // The button in Quay sends just this, for every repository.
  private static boolean isTest(JsonNode body, JsonNode tags) {
    return body.path("pruned_image_count").asInt() == 3
        && StreamSupport.stream(tags.spliterator(), false)
            .map(JsonNode::asText)
            .toList()
            .equals(List.of("latest", "foo"));
  }
}
