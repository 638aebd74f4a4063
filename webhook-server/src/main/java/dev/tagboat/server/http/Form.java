package dev.tagboat.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a form was filled in with (application/x-www-form-urlencoded). */
record Form(Map<String, String> values) {
  Form {
    values = Map.copyOf(values);
  }

  /**
   * Of names that come more than once, the first counts.
   *
   * @throws Refusal 400 when it is none
   */
  static Form parse(byte[] body) {
    Map<String, String> values = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "The form cannot be read.");
    }
  }

  @Nullable String value(String name) {
    return values.get(name);
  }
}
