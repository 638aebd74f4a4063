package dev.tagboat.bot.cli.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values by their shape; a text that this one wrote before is written as its number. */
final class ShapeWriter {
  private final ByteWriter out;
  private final Map<String, Integer> texts = new HashMap<>();

  ShapeWriter(ByteWriter out) {
    this.out = out;
  }

  void write(Shape shape, @Nullable Object value) {
    if (value == null) {
      out.number(0);
    } else if (shape instanceof Shape.Text) {
      text((String) value);
    } else if (shape instanceof Shape.Whole) {
      out.number(1);
      out.number((Integer) value);
    } else if (shape instanceof Shape.Truth) {
      out.number((Boolean) value ? 2 : 1);
    } else if (shape instanceof Shape.Choice choice) {
      out.number(1 + choice.constants().indexOf(value));
    } else if (shape instanceof Shape.Items items) {
      List<?> list = (List<?>) value;
      out.number(1 + list.size());
      for (Object item : list) {
        write(items.item(), item);
      }
    } else if (shape instanceof Shape.Texts) {
      Map<?, ?> map = (Map<?, ?>) value;
      out.number(1 + map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text((String) entry.getKey());
        text((String) entry.getValue());
      }
    } else if (shape instanceof Shape.Variant variant) {
      int at = variant.types().indexOf(value.getClass());
      out.number(1 + at);
      Shape.Fields fields = variant.fields().get(at);
      for (int i = 0; i < fields.shapes().size(); i++) {
        write(fields.shapes().get(i), fields.get(value, i));
      }
    }
  }

  private void text(String text) {
    Integer known = texts.get(text);
    if (known != null) {
      out.number(known + 2);
    } else {
      texts.put(text, texts.size());
      out.number(1);
      out.text(text);
    }
  }
}
