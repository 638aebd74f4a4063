package dev.tagboat.applier.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;

/**
 * A JSON object as its text. A tree of it takes about ten times as much memory, and of a thousand
 * Deployments no small heap holds the trees.
 */
public final class Packed {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();
  private static final ObjectWriter SORTED = MAPPER.writer();
  private static final ObjectReader TREE = MAPPER.readerFor(ObjectNode.class);

  private final byte[] text;
  private final int from;
  private final int length;

  private Packed(byte[] text, int from, int length) {
    this.text = text;
    this.from = from;
    this.length = length;
  }

  /** With its keys in order: the same object gives the same text. */
  public static Packed of(ObjectNode object) {
    byte[] text = sorted(object);
    return new Packed(text, 0, text.length);
  }

  /**
   * A part of a text.
   *
   * @param text UTF-8, in which a whole object stands at that place; not changed any more
   */
  public static Packed of(byte[] text, int from, int length) {
    return new Packed(text, from, length);
  }

  /** A value as UTF-8 with its keys in order. */
  public static byte[] sorted(JsonNode value) {
    try {
      return SORTED.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }

  /** A tree of its own each time. */
  public ObjectNode open() {
    try {
      return TREE.readValue(text, from, length);
    } catch (IOException e) {
      throw new IllegalStateException("what was an object when it was packed is one still", e);
    }
  }

  /** UTF-8. */
  public byte[] text() {
    return Arrays.copyOfRange(text, from, from + length);
  }

  /** Whether it is the same text. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Packed packed
        && Arrays.equals(
            text, from, from + length, packed.text, packed.from, packed.from + packed.length);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text());
  }

  @Override
  public String toString() {
    return "an object of " + length + " bytes";
  }
}
