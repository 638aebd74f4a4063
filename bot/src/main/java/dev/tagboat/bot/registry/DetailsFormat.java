package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.net.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ImageDetails} as JSON, for {@link Memory}. */
final class DetailsFormat {
  private DetailsFormat() {}

  static byte[] write(ImageDetails details) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (details.created() != null) {
      json.put("created", details.created().toString());
    }
    details.platforms().forEach(json.putArray("platforms")::add);
    details.labels().forEach(json.putObject("labels")::put);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Optional<ImageDetails> read(byte[] bytes) {
    return Json.parse(bytes).map(DetailsFormat::details);
  }

  private static ImageDetails details(JsonNode json) {
    Instant created = CreatedTime.parse(json.path("created").asText("")).orElse(null);
    List<String> platforms = new ArrayList<>();
    json.path("platforms").forEach(platform -> platforms.add(platform.asText()));
    Map<String, String> labels = new LinkedHashMap<>();
    json.path("labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    return new ImageDetails(created, platforms, labels);
  }
}
