package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tagboat.server.config.HookType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sender tells one delivery from another by, and keeps when it sends it again, together with
 * what it sends: an id alone would let a sender that numbers badly lose events. Of senders that
 * have no id (Docker Hub, Quay, JFrog) there is none, and what they repeat is told by tag and
 * digest.
 */
public final class DeliveryId {
  private DeliveryId() {}

  /**
   * A hash of it, 43 characters; null when the request has none.
   *
   * @param received authentic
   */
  public static @Nullable String of(HookType type, Received received) {
    EventHeaders headers = received.headers();
    if (type == HookType.GAR) {
      // Pub/Sub counts its attempts beside the message.
      JsonNode message = json(received).path("message");
      String id = Json.text(message, "messageId");
      return id == null ? null : hash(message.toString());
    }
    List<String> parts =
        switch (type) {
          case GHCR -> header(headers, "x-github-delivery");
          case GITEA -> either(headers, "x-gitea-delivery", "x-forgejo-delivery");
          case NEXUS -> header(headers, "x-nexus-webhook-delivery");
          case DISTRIBUTION, GITLAB -> events(received);
          case ACR, ECR, HARBOR, ZOT, CDEVENTS -> event(received);
          case DOCKERHUB, QUAY, JFROG, GAR, GENERIC -> List.of();
        };
    return parts.isEmpty() ? null : ofSigned(String.join("\n", parts), received);
  }

  /**
   * Of a request that a sender has signed together with its time: the very same bytes are the very
   * same delivery.
   */
  public static String ofSigned(String time, Received received) {
    return hash(time + "\n" + hash(received.body()));
  }

  private static List<String> header(EventHeaders headers, String name) {
    String value = headers.value(name);
    return value.isEmpty() ? List.of() : List.of(value);
  }

  private static List<String> either(EventHeaders headers, String first, String second) {
    List<String> value = header(headers, first);
    return value.isEmpty() ? header(headers, second) : value;
  }

  /** CNCF Distribution sends what it could not deliver again as it was. */
  private static List<String> events(Received received) {
    return ids(json(received).path("events"));
  }

  private static List<String> event(Received received) {
    EventHeaders headers = received.headers();
    if (!headers.value("ce-id").isEmpty()) {
      return List.of(headers.value("ce-source"), headers.value("ce-id"));
    }
    JsonNode event = json(received);
    if (event.isArray()) {
      return ids(event);
    }
    JsonNode context = event.path("context");
    String id =
        first(Json.text(event, "id"), Json.text(event, "MessageId"), Json.text(context, "id"));
    String source = first(Json.text(event, "source"), Json.text(context, "source"));
    return id == null ? List.of() : List.of(source == null ? "" : source, id);
  }

  private static @Nullable String first(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  /** Of all of them, or none: a request is one delivery. */
  private static List<String> ids(JsonNode events) {
    List<String> ids = new ArrayList<>();
    for (JsonNode event : events) {
      String id = Json.text(event, "id");
      if (id == null || id.isEmpty()) {
        return List.of();
      }
      ids.add(id);
    }
    return ids;
  }

  private static JsonNode json(Received received) {
    try {
      return received.json();
    } catch (Json.Malformed e) {
      return MissingNode.getInstance();
    }
  }

  private static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(byte[] bytes) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
