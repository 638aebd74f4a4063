package dev.tagboat.bot.registry.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** One request and its answer. */
final class Call {
  private final HttpExchange exchange;

  Call(HttpExchange exchange) {
    this.exchange = exchange;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  String remote() {
    return exchange.getRemoteAddress().toString().replaceFirst("^/", "");
  }

  Optional<String> query(String name) {
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw == null) {
      return Optional.empty();
    }
    for (String pair : raw.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        String value = pair.substring(name.length() + 1);
        return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  InputStream body() {
    return exchange.getRequestBody();
  }

  /** Sets a header of the answer. */
  Call with(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
    return this;
  }

  void respond(int status) throws IOException {
    if (status != 204) {
      with("Content-Length", "0");
    }
    exchange.sendResponseHeaders(status, -1);
  }

  void respond(int status, String type, byte[] body) throws IOException {
    with("Content-Type", type);
    if (isHead() || body.length == 0) {
      headOnly(status, body.length);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Sends {@code length} bytes of a file from an offset, never holding them all. */
  void respond(int status, Path file, long from, long length) throws IOException {
    with("Content-Type", "application/octet-stream");
    if (isHead() || length == 0) {
      headOnly(status, length);
      return;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      exchange.sendResponseHeaders(status, length);
      OutputStream out = exchange.getResponseBody();
      for (long sent = 0; sent < length; ) {
        long step = channel.transferTo(from + sent, length - sent, Channels.newChannel(out));
        if (step <= 0) {
          throw new IOException("a stored blob shrank while it was sent");
        }
        sent += step;
      }
    }
  }

  boolean isHead() {
    return method().equals("HEAD");
  }

  private void headOnly(int status, long length) throws IOException {
    with("Content-Length", Long.toString(length));
    exchange.sendResponseHeaders(status, -1);
  }
}
