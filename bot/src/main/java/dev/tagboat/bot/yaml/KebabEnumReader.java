package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** {@code helm-values} is {@code HELM_VALUES}. */
final class KebabEnumReader extends JsonDeserializer<Object> {
  private final Class<?> type;

  KebabEnumReader(Class<?> type) {
    this.type = type;
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
    Object[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> written(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () -> {
              String known =
                  String.join(
                      ", ", Arrays.stream(constants).map(KebabEnumReader::written).toList());
              return new IllegalArgumentException("must be one of: " + known);
            });
  }

  private static String written(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
