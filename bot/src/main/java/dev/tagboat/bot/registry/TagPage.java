package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One page of a tag list, with what tells whether it is still the same (RFC 9110, section 13).
 *
 * @param next the encoded query of the next page; null on the last
 * @param etag as the registry spells it; null when it gives none that can be sent back
 * @param modified {@code Last-Modified}; null likewise
 */
record TagPage(
    List<Tag> tags, @Nullable String next, @Nullable String etag, @Nullable String modified) {
  /** Some registries forget the quotes; what is sent back is what they sent. */
  private static final Pattern VALIDATOR = Pattern.compile("[\\x20-\\x7e]{1,256}");

  TagPage {
    tags = List.copyOf(tags);
  }

  static TagPage of(List<Tag> tags, @Nullable String next, Response response) {
    return new TagPage(
        tags, next, validator(response, "ETag"), validator(response, "Last-Modified"));
  }

  private static @Nullable String validator(Response response, String header) {
    String value = response.header(header);
    return value != null && VALIDATOR.matcher(value).matches() ? value : null;
  }

  /** Whether the registry can be asked if it changed. */
  boolean isVerifiable() {
    return etag != null || modified != null;
  }

  /** Asks for the page only if it changed. */
  Request.Builder condition(Request.Builder request) {
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    if (modified != null) {
      request.header("If-Modified-Since", modified);
    }
    return request;
  }

  byte[] write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("next", next).put("etag", etag).put("modified", modified);
    tags.stream().map(Tag::value).forEach(json.putArray("tags")::add);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Optional<TagPage> read(byte[] bytes) {
    return Json.parse(bytes).map(TagPage::page).filter(TagPage::isVerifiable);
  }

  private static TagPage page(JsonNode json) {
    List<Tag> tags = new ArrayList<>();
    json.path("tags").forEach(tag -> Tag.parse(tag.asText()).ifPresent(tags::add));
    return new TagPage(tags, text(json, "next"), text(json, "etag"), text(json, "modified"));
  }

  private static @Nullable String text(JsonNode json, String key) {
    return json.path(key).isTextual() ? json.path(key).asText() : null;
  }
}
