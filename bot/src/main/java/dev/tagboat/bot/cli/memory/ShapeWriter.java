package dev.tagboat.bot.cli.memory;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values by their shape; a text that was written before is written as its number. */
final class ShapeWriter {
  private final DataOutputStream out;
  private final Map<String, Integer> texts = new HashMap<>();

  ShapeWriter(DataOutputStream out) {
    this.out = out;
  }

  void write(Shape shape, @Nullable Object value) throws IOException {
    if (value == null) {
      number(0);
    } else if (shape instanceof Shape.Text) {
      text((String) value);
    } else if (shape instanceof Shape.Whole) {
      number(1);
      number((Integer) value);
    } else if (shape instanceof Shape.Truth) {
      number((Boolean) value ? 2 : 1);
    } else if (shape instanceof Shape.Choice choice) {
      number(1 + choice.constants().indexOf(value));
    } else if (shape instanceof Shape.Items items) {
      List<?> list = (List<?>) value;
      number(1 + list.size());
      for (Object item : list) {
        write(items.item(), item);
      }
    } else if (shape instanceof Shape.Texts) {
      Map<?, ?> map = (Map<?, ?>) value;
      number(1 + map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text((String) entry.getKey());
        text((String) entry.getValue());
      }
    } else if (shape instanceof Shape.Variant variant) {
      int at = variant.types().indexOf(value.getClass());
      number(1 + at);
      Shape.Fields fields = variant.fields().get(at);
      for (int i = 0; i < fields.shapes().size(); i++) {
        write(fields.shapes().get(i), fields.get(value, i));
      }
    }
  }

  void text(String text) throws IOException {
    Integer known = texts.get(text);
    if (known != null) {
      number(known + 2);
    } else {
      texts.put(text, texts.size());
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      number(1);
      number(bytes.length);
      out.write(bytes);
    }
  }

  /** Seven bits a byte, the low ones first; never negative here. */
  void number(int value) throws IOException {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }
}
