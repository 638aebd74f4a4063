package dev.tagboat.server.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of Amazon SNS as it is sent to an HTTP endpoint, and what of it is signed (Amazon SNS
 * Developer Guide, "Verifying the signatures of Amazon SNS messages").
 */
final class SnsMessage {
  private static final List<String> NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
  private static final List<String> CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .maxTokenCount(10_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final JsonNode node;

  private SnsMessage(JsonNode node) {
    this.node = node;
  }

  /** Null when it is no such message. */
  static @Nullable SnsMessage parse(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonNode node = READER.readTree(text);
      return node.isObject() ? new SnsMessage(node) : null;
    } catch (CharacterCodingException | JsonProcessingException e) {
      return null;
    }
  }

  private @Nullable String text(String key) {
    JsonNode value = node.get(key);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  /** Empty when absent. */
  String topic() {
    String topic = text("TopicArn");
    return topic == null ? "" : topic;
  }

  @Nullable String certificateUrl() {
    return text("SigningCertURL");
  }

  @Nullable Instant time() {
    try {
      String text = text("Timestamp");
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Of {@code SignatureVersion}; null when it is none that there is. */
  @Nullable String algorithm() {
    String version = text("SignatureVersion");
    if ("1".equals(version)) {
      return "SHA1withRSA";
    }
    return "2".equals(version) ? "SHA256withRSA" : null;
  }

  byte @Nullable [] signature() {
    String text = text("Signature");
    try {
      return text == null ? null : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The names and values that are signed, each with a line feed; null when one is missing. */
  byte @Nullable [] signed() {
    String type = text("Type");
    if (type == null) {
      return null;
    }
    List<String> keys =
        switch (type) {
          case "Notification" -> NOTIFICATION;
          case "SubscriptionConfirmation", "UnsubscribeConfirmation" -> CONFIRMATION;
          default -> List.of();
        };
    StringBuilder text = new StringBuilder();
    for (String key : keys) {
      String value = text(key);
      if (value != null) {
        text.append(key).append('\n').append(value).append('\n');
      } else if (!key.equals("Subject") || node.hasNonNull(key)) {
        return null;
      }
    }
    return keys.isEmpty() ? null : text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
