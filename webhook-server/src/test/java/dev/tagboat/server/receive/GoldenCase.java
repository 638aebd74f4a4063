package dev.tagboat.server.receive;

import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.Hook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder {@code golden/TYPE/CASE}: {@code request} (headers, an empty line, the body), {@code
 * expected} (a comment on what the case shows, then a line for each thing decoded), and where the
 * hook has more to it than its type {@code hook} (keys of its configuration).
 */
record GoldenCase(String name, Hook hook, Request request, List<String> expected) {

  /** What a sender sends. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Request(EventHeaders headers, byte[] body) {

    static Request parse(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int end = text.startsWith("\n") ? 0 : text.indexOf("\n\n") + 1;
      Map<String, String> headers = new TreeMap<>();
      for (String line : text.substring(0, end).split("\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
      }
      return new Request(
          EventHeaders.of(headers::get), Arrays.copyOfRange(bytes, end + 1, bytes.length));
    }

    Request with(byte[] other) {
      return new Request(headers, other);
    }
  }

  List<Decoded> decode() {
    return decode(request);
  }

  List<Decoded> decode(Request other) {
    return Decoder.of(hook.type()).decode(new Received(other.headers(), other.body()), hook);
  }

  /** In the order of their names. */
  static List<GoldenCase> all() {
    try (Stream<Path> types = Files.list(root())) {
      return types
          .sorted()
          .flatMap(type -> folders(type).sorted().map(folder -> of(type, folder)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    try {
      return Path.of(Objects.requireNonNull(GoldenCase.class.getResource("golden")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Path> folders(Path type) {
    try (Stream<Path> cases = Files.list(type)) {
      return cases.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenCase of(Path type, Path folder) {
    try {
      return new GoldenCase(
          type.getFileName() + "/" + folder.getFileName(),
          hook(type.getFileName().toString(), folder.resolve("hook")),
          Request.parse(Files.readAllBytes(folder.resolve("request"))),
          Files.readAllLines(folder.resolve("expected")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Hook hook(String type, Path file) throws IOException {
    String keys = Files.exists(file) ? Files.readString(file) : "registry: registry.acme.io\n";
    Path config = Files.createTempFile("golden", ".yaml");
    try {
      Files.writeString(
          config,
          "hooks:\n  - name: main\n    type: "
              + type
              + "\n    auth: bearer\n"
              + keys.strip().indent(4));
      return ConfigFile.read(config, name -> null).hooks().get(0);
    } finally {
      Files.delete(config);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
