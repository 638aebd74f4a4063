package dev.tagboat.server.receive;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A body that is a form with the JSON in the field {@code payload}, as GitHub and Gitea send it
 * unless they are told to send JSON.
 */
final class Form {
  private static final String FIELD = "payload=";

  private Form() {}

  /** The JSON of a form; a body that is none comes back as it is. */
  static byte[] json(EventHeaders headers, byte[] body) throws Json.Malformed {
    String type = headers.value("content-type").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      return body;
    }
    String form = new String(body, StandardCharsets.ISO_8859_1);
    // curl says of any body that it is a form.
    if (!form.startsWith(FIELD)) {
      return body;
    }
    int end = form.indexOf('&');
    String value = form.substring(FIELD.length(), end < 0 ? form.length() : end);
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Json.Malformed(
          "the form has a field 'payload' that is not encoded as it should be");
    }
  }
}
