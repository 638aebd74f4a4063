package dev.tagboat.bot.cli.memory;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ShapeWriter} wrote. */
final class ShapeReader {
  /** No file that is scanned is larger. */
  private static final int MAX_TEXT = 8 * 1024 * 1024;

  private final DataInputStream in;
  private final List<String> texts = new ArrayList<>();

  ShapeReader(DataInputStream in) {
    this.in = in;
  }

  /**
   * @throws IOException also when the bytes are not what was written
   */
  @Nullable Object read(Shape shape) throws IOException {
    int head = number();
    if (head == 0) {
      return null;
    }
    if (shape instanceof Shape.Text) {
      return text(head);
    }
    if (shape instanceof Shape.Whole) {
      return number();
    }
    if (shape instanceof Shape.Truth) {
      return head == 2;
    }
    if (shape instanceof Shape.Choice choice) {
      return element(choice.constants(), head - 1);
    }
    if (shape instanceof Shape.Items items) {
      return list(items.item(), head - 1);
    }
    if (shape instanceof Shape.Texts) {
      return map(head - 1);
    }
    return record((Shape.Variant) shape, head - 1);
  }

  private List<Object> list(Shape item, int size) throws IOException {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Object value = read(item);
      if (value == null) {
        throw new IOException("a list holds nothing");
      }
      list.add(value);
    }
    return list;
  }

  private Map<String, String> map(int size) throws IOException {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(text(), text());
    }
    return map;
  }

  private Object record(Shape.Variant variant, int index) throws IOException {
    Shape.Fields fields = element(variant.fields(), index);
    @Nullable Object[] values = new @Nullable Object[fields.shapes().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(fields.shapes().get(i));
    }
    try {
      return fields.create(values);
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  String text() throws IOException {
    return text(number());
  }

  private String text(int head) throws IOException {
    if (head == 1) {
      int length = number();
      if (length < 0 || length > MAX_TEXT) {
        throw new IOException("a text of " + length + " bytes");
      }
      String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      texts.add(text);
      return text;
    }
    return element(texts, head - 2);
  }

  private static <T> T element(List<T> list, int index) throws IOException {
    if (index < 0 || index >= list.size()) {
      throw new IOException("no such number: " + index);
    }
    return list.get(index);
  }

  int number() throws IOException {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = in.readUnsignedByte();
      value |= (b & 0x7F) << shift;
      if ((b & 0x80) == 0) {
        return value;
      }
    }
    throw new IOException("no number");
  }
}
