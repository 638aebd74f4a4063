package dev.tagboat.bot.cli.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ShapeWriter} wrote. */
final class ShapeReader {
  private final ByteReader in;
  private final List<String> texts = new ArrayList<>();

  ShapeReader(ByteReader in) {
    this.in = in;
  }

  /**
   * @throws DamagedMemory when the bytes are not what was written
   */
  @Nullable Object read(Shape shape) {
    int head = in.number();
    if (head == 0) {
      return null;
    }
    if (shape instanceof Shape.Text) {
      return text(head);
    }
    if (shape instanceof Shape.Whole) {
      return in.number();
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

  private List<Object> list(Shape item, int size) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Object value = read(item);
      if (value == null) {
        throw new DamagedMemory("a list holds nothing");
      }
      list.add(value);
    }
    return list;
  }

  private Map<String, String> map(int size) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(text(), text());
    }
    return map;
  }

  private Object record(Shape.Variant variant, int index) {
    Shape.Fields fields = element(variant.fields(), index);
    @Nullable Object[] values = new @Nullable Object[fields.shapes().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(fields.shapes().get(i));
    }
    try {
      return fields.create(values);
    } catch (IllegalArgumentException e) {
      throw new DamagedMemory("a record does not take it", e);
    }
  }

  private String text() {
    return text(in.number());
  }

  private String text(int head) {
    if (head == 1) {
      String text = in.text();
      texts.add(text);
      return text;
    }
    return element(texts, head - 2);
  }

  private static <T> T element(List<T> list, int index) {
    if (index < 0 || index >= list.size()) {
      throw new DamagedMemory("there is no " + index);
    }
    return list.get(index);
  }
}
