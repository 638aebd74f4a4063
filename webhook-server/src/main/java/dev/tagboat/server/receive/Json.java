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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON from strangers: UTF-8 only, one value, no repeated keys, at most 64 levels deep, 1 M
 * characters in a string, 100 in a number, 1,000 in a name, 50,000 tokens.
 */
public final class Json {
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Tables of names seen so far live on between requests; a stranger could fill
                  // them with names that collide.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1_000_000)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .maxTokenCount(50_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // The message of a failure must not quote what was received.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final int MAX_TEXT = 255;
  private static final int MAX_TIME = 64;
  // Databases differ in what years they can hold.
  private static final long YEAR_3000 = 32_503_680_000L;

  private static final Pattern UNSHOWABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
  private static final Pattern ZONE_WITHOUT_COLON = Pattern.compile(".*[0-9][+-][0-9]{4}");

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

  /** Reads a whole body that must be one JSON object or a list. */
  static JsonNode read(byte[] body) throws Malformed {
    return read("the body", body);
  }

  /**
   * @param what it is, for the reason of a failure
   */
  static JsonNode read(String what, byte[] bytes) throws Malformed {
    try {
      // Decoded here because Jackson would also guess UTF-16 and UTF-32.
      return read(
          what, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new Malformed(what + " is not UTF-8");
    }
  }

  /** Reads JSON that stands inside of a string, by the same rules. */
  static JsonNode read(String what, String text) throws Malformed {
    try {
      JsonNode node = READER.readTree(text);
      if (node.isMissingNode()) {
        throw new Malformed(what + " is empty");
      }
      return node;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new Malformed(what + " is not JSON as it should be" + where + why(e));
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

  /** A string member that may be absent or null, but nothing else. */
  static @Nullable String optional(JsonNode node, String key) throws Malformed {
    JsonNode value = node.path(key);
    if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
      throw new Malformed("'" + key + "' is not a string");
    }
    return value.textValue();
  }

  /** A string member for people, without control characters and of at most 255 characters. */
  static @Nullable String label(JsonNode node, String key) {
    String value = text(node, key);
    if (value == null || value.isEmpty()) {
      return null;
    }
    String cut = value.length() <= MAX_TEXT ? value : value.substring(0, MAX_TEXT);
    return UNSHOWABLE.matcher(cut).replaceAll("?");
  }

  /** A string member that an event is of no use without. */
  static String required(JsonNode node, String key) throws Malformed {
    String value = text(node, key);
    if (value == null || value.isEmpty()) {
      throw new Malformed("an event without '" + key + "'");
    }
    return value;
  }

  /**
   * An RFC 3339 time, also with a zone as in {@code +0000}, or seconds since 1970, also with a
   * fraction; null when it is none.
   */
  static @Nullable Instant time(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isNumber()) {
      double seconds = value.doubleValue();
      return seconds > 0 && seconds < YEAR_3000 ? Instant.ofEpochSecond((long) seconds) : null;
    }
    return value.isTextual() ? time(value.textValue()) : null;
  }

  /** As above; null also for a text that is no time. */
  static @Nullable Instant time(String text) {
    if (text.length() > MAX_TIME) {
      return null;
    }
    int minutes = text.length() - 2;
    String full =
        ZONE_WITHOUT_COLON.matcher(text).matches()
            ? text.substring(0, minutes) + ":" + text.substring(minutes)
            : text;
    try {
      Instant at = OffsetDateTime.parse(full).toInstant();
      return at.getEpochSecond() > 0 && at.getEpochSecond() < YEAR_3000 ? at : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
