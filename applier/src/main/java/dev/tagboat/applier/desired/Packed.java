package dev.tagboat.applier.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A JSON object as its text, compressed when it is long. A tree of it takes about ten times as much
 * memory as the text: of a thousand Deployments no small heap holds the trees, and of some
 * definitions with tens of thousands of values each not even the texts.
 */
public final class Packed {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();
  private static final ObjectWriter SORTED = MAPPER.writer();
  private static final ObjectReader TREE = MAPPER.readerFor(ObjectNode.class);
  private static final int LONG = 1 << 16;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int length;

  private Packed(byte[] bytes, int from, int to, int length) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.length = length;
  }

  /** With its keys in order: the same object gives the same text. */
  public static Packed of(ObjectNode object) {
    byte[] text = sorted(object);
    return of(text, 0, text.length);
  }

  /**
   * A part of a text.
   *
   * @param text UTF-8, in which a whole object stands at that place; not changed any more
   */
  public static Packed of(byte[] text, int from, int length) {
    if (length < LONG) {
      return new Packed(text, from, from + length, length);
    }
    byte[] compressed = compressed(text, from, length);
    return new Packed(compressed, 0, compressed.length, length);
  }

  private static byte[] compressed(byte[] text, int from, int length) {
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes, fast)) {
      out.write(text, from, length);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
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
    try (InputStream in = read()) {
      return TREE.readValue(in);
    } catch (IOException e) {
      throw new IllegalStateException("what was an object when it was packed is one still", e);
    }
  }

  /** UTF-8. */
  public byte[] text() {
    try (InputStream in = read()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("what was packed can be read", e);
    }
  }

  /** How many bytes it takes, where it is a text of its own. */
  int size() {
    return to - from;
  }

  private InputStream read() {
    InputStream packed = new ByteArrayInputStream(bytes, from, to - from);
    return length < LONG ? packed : new InflaterInputStream(packed);
  }

  /** Whether it is the same text. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Packed packed
        && length == packed.length
        && Arrays.equals(bytes, from, to, packed.bytes, packed.from, packed.to);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOfRange(bytes, from, to));
  }

  @Override
  public String toString() {
    return "an object of " + length + " bytes";
  }
}
