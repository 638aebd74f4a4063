package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * An object while it waits for its turn. Definitions have tens of thousands of values, and as a
 * tree take twenty times the memory of their text; they are kept packed, and each look at one makes
 * a tree of its own. All other objects are kept as they are.
 */
public final class Kept {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> HEAD = List.of("apiVersion", "kind", "metadata");

  private final ObjectNode head;
  private final byte[] packed;

  private Kept(ObjectNode head, byte[] packed) {
    this.head = head;
    this.packed = packed;
  }

  /**
   * @param object with its kind
   */
  public static Kept of(ObjectNode object) {
    if (!isHeavy(object.path("kind").asText())) {
      return new Kept(object, new byte[0]);
    }
    ObjectNode head = object.objectNode();
    for (String key : HEAD) {
      if (object.has(key)) {
        head.set(key, object.get(key).deepCopy());
      }
    }
    if (head.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return new Kept(head, packed(object));
  }

  /** Whether objects of that kind may be so large that only one of them is looked at at a time. */
  public static boolean isHeavy(String kind) {
    return kind.equals("CustomResourceDefinition");
  }

  /** The whole object; changing it may change what is kept, or may not. */
  public ObjectNode whole() {
    return packed.length == 0 ? head : unpacked();
  }

  /** With its labels and annotations at least; never to be changed. */
  public ObjectNode head() {
    return head;
  }

  private static byte[] packed(ObjectNode object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream out = new DeflaterOutputStream(bytes, fast)) {
      MAPPER.writeValue(out, object);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree in memory cannot fail to be written", e);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  private ObjectNode unpacked() {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return (ObjectNode) MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("what was packed in memory cannot fail to be read", e);
    }
  }
}
