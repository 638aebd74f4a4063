package dev.tagboat.applier.kube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tagboat.applier.apply.Listed;
import dev.tagboat.applier.desired.Packed;
import dev.tagboat.applier.fault.TransientFault;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes a page of a list apart without making trees of it. */
final class Items {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final byte[] page;
  private final Consumer<Listed> each;

  private Items(byte[] page, Consumer<Listed> each) {
    this.page = page;
    this.each = each;
  }

  /**
   * @return what to ask for the next page with; empty after the last
   * @throws TransientFault when the page is no list: it was cut off
   */
  static String read(byte[] page, Consumer<Listed> each) {
    try (JsonParser parser = FACTORY.createParser(page)) {
      return new Items(page, each).list(parser);
    } catch (IOException e) {
      throw new TransientFault("the API server answered with something that is no list", e);
    }
  }

  private String list(JsonParser parser) throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT);
    String more = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("items") && value == JsonToken.START_ARRAY) {
        items(parser);
      } else if (key.equals("metadata") && value == JsonToken.START_OBJECT) {
        more = texts(parser, "continue", "")[0];
      } else {
        parser.skipChildren();
      }
    }
    require(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
    return more;
  }

  private void items(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() == JsonToken.START_OBJECT);
      int from = (int) parser.currentTokenLocation().getByteOffset();
      String[] names = {"", ""};
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (parser.nextToken() == JsonToken.START_OBJECT && key.equals("metadata")) {
          names = texts(parser, "namespace", "name");
        } else {
          parser.skipChildren();
        }
      }
      int to = (int) parser.currentLocation().getByteOffset();
      each.accept(new Listed(names[0], names[1], Packed.of(page, from, to - from)));
    }
  }

  /** Two of the texts of an object; empty ones where it has none. */
  private static String[] texts(JsonParser parser, String one, String other) throws IOException {
    String[] texts = {"", ""};
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
      if (text && key.equals(one)) {
        texts[0] = parser.getText();
      } else if (text && key.equals(other)) {
        texts[1] = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return texts;
  }

  private static void require(boolean asExpected) throws IOException {
    if (!asExpected) {
      throw new IOException("not a list");
    }
  }
}
