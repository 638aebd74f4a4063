package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes values out of a request's body. */
final class Bodies {
  private Bodies() {}

  /** A string; a value of another kind is refused. */
  static Optional<String> text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new ApiError(422, "Invalid request.\n\nFor '" + name + "', the value is not a string.");
    }
    return Optional.of(value.textValue());
  }

  static String required(JsonNode body, String name) {
    return text(body, name)
        .orElseThrow(
            () -> new ApiError(422, "Invalid request.\n\n\"" + name + "\" wasn't supplied."));
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list) {
      if (!element.isTextual()) {
        throw new ApiError(422, "Invalid request.\n\nAn element of the list is not a string.");
      }
      texts.add(element.textValue());
    }
    return texts;
  }
}
