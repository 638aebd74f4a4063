package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read as a whole.
 *
 * @param path decoded, without the prefix of the part that answers it
 * @param params what the route's placeholders matched
 */
record Call(
    String method,
    String path,
    Map<String, String> query,
    Headers headers,
    Content body,
    Map<String, String> params) {
  // GitHub takes blobs of up to 40 MiB; configuration files are far smaller.
  static final int MAX_BODY = 8 << 20;

  static Call read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new ApiError(413, "Request body is larger than " + MAX_BODY + " bytes");
    }
    // HEAD is GET whose body is left out when it is sent.
    String method = exchange.getRequestMethod().toUpperCase(Locale.ROOT);
    return new Call(
        method.equals("HEAD") ? "GET" : method,
        exchange.getRequestURI().getPath(),
        pairs(exchange.getRequestURI().getRawQuery()),
        exchange.getRequestHeaders(),
        Content.of(body),
        Map.of());
  }

  /** Parses {@code a=b&c=d}; the last of equal names wins. */
  static Map<String, String> pairs(@org.jspecify.annotations.Nullable String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (text == null) {
      return pairs;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiError(400, "Problems decoding the query");
    }
  }

  Call at(String newPath, Map<String, String> newParams) {
    return new Call(method, newPath, query, headers, body, newParams);
  }

  String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no {" + name + "}");
    }
    return value;
  }

  int number(String name) {
    try {
      return Integer.parseInt(param(name));
    } catch (NumberFormatException e) {
      throw ApiError.notFound();
    }
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  int queryNumber(String name, int otherwise, int most) {
    try {
      int value = Integer.parseInt(query.getOrDefault(name, Integer.toString(otherwise)));
      return Math.max(1, Math.min(value, most));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  JsonNode json() {
    return Json.parse(body.bytes());
  }

  /** The body, which must be an object. */
  ObjectNode object() {
    if (json() instanceof ObjectNode object) {
      return object;
    }
    throw new ApiError(400, "Body should be a JSON object");
  }
}
