package dev.tagboat.bot.registry.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Tag;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Push events in the shape of CNCF Distribution 2.8: one event in an envelope, blobs and manifests
 * without a tag included, because that is what its receivers have to cope with.
 */
final class Events {
  private final Notifier notifier;
  private final Clock clock;
  private final @Nullable String actor;
  private final String instance = UUID.randomUUID().toString();
  private final ObjectMapper mapper = new ObjectMapper();

  Events(Notifier notifier, Clock clock, @Nullable String actor) {
    this.notifier = notifier;
    this.clock = clock;
    this.actor = actor;
  }

  void blob(Call call, String repository, Digest digest, long size) {
    String path = "/v2/" + repository + "/blobs/" + digest;
    send(call, target(call, "application/octet-stream", digest, size, repository, path));
  }

  void manifest(
      Call call, String repository, String type, Digest digest, long size, Optional<Tag> tag) {
    String path = "/v2/" + repository + "/manifests/" + digest;
    Map<String, Object> target = target(call, type, digest, size, repository, path);
    tag.ifPresent(t -> target.put("tag", t.value()));
    send(call, target);
  }

  private static Map<String, Object> target(
      Call call, String type, Digest digest, long size, String repository, String path) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("mediaType", type);
    target.put("size", size);
    target.put("digest", digest.value());
    target.put("length", size);
    target.put("repository", repository);
    target.put("url", "http://" + host(call) + path);
    return target;
  }

  private void send(Call call, Map<String, Object> target) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", UUID.randomUUID().toString());
    event.put("timestamp", clock.instant().toString());
    event.put("action", "push");
    event.put("target", target);
    event.put("request", request(call));
    event.put("actor", actor == null ? Map.of() : Map.of("name", actor));
    event.put("source", Map.of("addr", host(call), "instanceID", instance));
    try {
      notifier.offer(mapper.writeValueAsBytes(Map.of("events", List.of(event))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers can always be written", e);
    }
  }

  private static Map<String, Object> request(Call call) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("id", UUID.randomUUID().toString());
    request.put("addr", call.remote());
    request.put("host", host(call));
    request.put("method", call.method());
    request.put("useragent", call.header("User-Agent").orElse(""));
    return request;
  }

  private static String host(Call call) {
    return call.header("Host").orElse("");
  }
}
