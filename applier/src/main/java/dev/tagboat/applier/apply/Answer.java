package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** What the API server says to a write. */
public sealed interface Answer {
  /**
   * It was done (or would be).
   *
   * @param object empty when the write was to be answered briefly, and the object is new
   * @param warnings such as of deprecated versions
   */
  record Done(ObjectNode object, boolean created, List<String> warnings) implements Answer {
    public Done {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It was not.
   *
   * @param code of HTTP
   * @param reason the word of the status, such as {@code Invalid}
   * @param message never with the value of a Secret
   */
  record Refused(int code, String reason, String message, List<Conflict> conflicts)
      implements Answer {
    private static final Pattern IMMUTABLE =
        Pattern.compile("immutable|may not change|updates to .* forbidden|cannot (be )?change");

    public Refused {
      conflicts = List.copyOf(conflicts);
    }

    /** Whether a field was to be changed that cannot be; the server only has sentences for it. */
    public boolean isImmutable() {
      return code == 422 && IMMUTABLE.matcher(message).find();
    }

    /** Whether the object, or its namespace, does not exist. */
    public boolean isAbsent() {
      return code == 404;
    }
  }

  /** A field that another manager owns with another value. */
  record Conflict(String manager, String field) {}
}
