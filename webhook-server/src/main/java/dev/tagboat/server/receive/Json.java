package dev.tagboat.server.receive;

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
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON from strangers: UTF-8 only, one value, no repeated keys, at most 64 levels deep, 1 M
 * characters in a string, 100 in a number, 1,000 in a name, 200,000 tokens.
 */
public final class Json {
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1_000_000)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .maxTokenCount(200_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // The message of a failure must not quote what was received.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final int MAX_TEXT = 255;

  private Json() {}

  /** The reason why a body is not what it should be, as a sentence for the sender. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
      super(reason);
    }

    /** Never null, unlike {@link #getMessage}. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads a whole body that must be one JSON object. */
  public static JsonNode object(byte[] body) throws Malformed {
    JsonNode node = read(body);
    if (!node.isObject()) {
      throw new Malformed("the body is not a JSON object");
    }
    return node;
  }

  private static JsonNode read(byte[] body) throws Malformed {
    try {
      // Decoded here because Jackson would also guess UTF-16 and UTF-32.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return READER.readTree(text);
    } catch (CharacterCodingException e) {
      throw new Malformed("the body is not UTF-8");
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new Malformed("the body is not JSON as it should be" + where + why(e));
    }
  }

  private static String why(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("Duplicate field")) {
      return ": a key is repeated";
    }
    return message.contains("exceeds the maximum") ? ": it is too deep or too long" : "";
  }

  /** A string member; null when it is absent, null or not a string: nothing is coerced. */
  static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  /** A string member for people, without control characters and of at most 255 characters. */
  static @Nullable String label(JsonNode node, String key) {
    String value = text(node, key);
    if (value == null || value.isEmpty()) {
      return null;
    }
    String clean = value.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]", "?");
    return clean.length() <= MAX_TEXT ? clean : clean.substring(0, MAX_TEXT);
  }

  /** An RFC 3339 time; null when it is none. */
  static @Nullable Instant time(JsonNode node, String key) {
    String value = text(node, key);
    if (value == null) {
      return null;
    }
    try {
      Instant at = OffsetDateTime.parse(value).toInstant();
      // Databases differ in what years they can hold.
      return at.getEpochSecond() > 0 && at.getEpochSecond() < 32_503_680_000L ? at : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
