package dev.tagboat.bot.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on one line, keys in the order given. Written without data binding, which would
 * cost more than the rest of a short command.
 */
final class JsonRow {
  // Escapes keep controls and bidi marks of hostile names away from a terminal.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          // Other things are printed before and behind.
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /**
   * @param value text, number, boolean, another row, or a list of texts or rows; {@code toString}
   *     of anything else
   */
  JsonRow with(String key, @Nullable Object value) {
    values.put(key, value);
    return this;
  }

  /** As an array with one row a line. */
  static void print(Console console, List<JsonRow> rows) {
    print(console, rows::forEach);
  }

  /** The same for rows that need not all be there at once. */
  static void print(Console console, Consumer<Consumer<JsonRow>> rows) {
    PrintWriter out = console.out();
    out.print("[");
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setRootValueSeparator(new SerializedString(",\n  "));
      boolean[] any = {false};
      rows.accept(
          row -> {
            if (!any[0]) {
              any[0] = true;
              out.print("\n  ");
            }
            row.write(json);
          });
      json.flush();
      out.print(any[0] ? "\n]\n" : "]\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) {
    try {
      write(json, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof JsonRow row) {
      json.writeStartObject();
      for (Map.Entry<String, @Nullable Object> entry : row.values.entrySet()) {
        json.writeFieldName(entry.getKey());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else {
      json.writeString(value.toString());
    }
  }
}
