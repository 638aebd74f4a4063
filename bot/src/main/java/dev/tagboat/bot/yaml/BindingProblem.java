package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson refused, in our words. Its own messages quote values, which may be secrets.
 *
 * @param pointer JSON pointer of the value
 * @param refusal what the record's constructor said of its keys; null when it said nothing of them
 */
record BindingProblem(JsonPointer pointer, String sentence, RefusedKeys.@Nullable Refusal refusal) {
  private BindingProblem(JsonPointer pointer, String sentence) {
    this(pointer, sentence, null);
  }

  /** At least one. */
  static List<BindingProblem> of(JsonMappingException e) {
    return ownException(e) instanceof RefusedKeys keys
        ? keys.refusals().stream()
            .map(one -> new BindingProblem(pointer(e.getPath()), one.sentence(), one))
            .toList()
        : List.of(one(e));
  }

  private static BindingProblem one(JsonMappingException e) {
    JsonPointer pointer = pointer(e.getPath());
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("Missing required creator property")) {
      String key = String.valueOf(pointer.last().getMatchingProperty());
      return new BindingProblem(pointer.head(), "the key '" + key + "' is missing");
    }
    // Jackson's own refusals of a value quote it, in their causes too.
    IllegalArgumentException own = e instanceof MismatchedInputException ? null : ownException(e);
    if (own != null) {
      return new BindingProblem(pointer, String.valueOf(own.getMessage()));
    }
    Class<?> wanted =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    return new BindingProblem(pointer, "expected " + describe(wanted));
  }

  private static @Nullable IllegalArgumentException ownException(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof IllegalArgumentException own) {
        return own;
      }
    }
    return null;
  }

  private static JsonPointer pointer(List<JsonMappingException.Reference> path) {
    JsonPointer pointer = JsonPointer.empty();
    for (JsonMappingException.Reference step : path) {
      String name = step.getFieldName();
      pointer = name == null ? pointer.appendIndex(step.getIndex()) : pointer.appendProperty(name);
    }
    return pointer;
  }

  private static String describe(@Nullable Class<?> wanted) {
    if (wanted == null) {
      return "another type of value";
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
      return "true or false";
    }
    if (wanted == int.class
        || wanted == Integer.class
        || wanted == long.class
        || wanted == Long.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(wanted) || wanted == double.class) {
      return "a number";
    }
    if (Collection.class.isAssignableFrom(wanted)) {
      return "a list";
    }
    boolean keys = Map.class.isAssignableFrom(wanted) || wanted.isRecord();
    if (keys) {
      return "keys and values";
    }
    return wanted == String.class ? "a text" : "a valid " + wanted.getSimpleName();
  }
}
