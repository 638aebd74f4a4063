package dev.tagboat.server.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The files that pages load, each under an address that changes with its content. */
public final class Assets {
  /** Its version stands in its path: another one of the build is noticed at the first start. */
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private static final Map<String, Asset> ALL =
      Map.of(
          "tagboat.css", read("tagboat.css", "text/css; charset=utf-8"),
          "tagboat.js", read("tagboat.js", SCRIPT),
          "icon.svg", read("icon.svg", "image/svg+xml"),
          "htmx.min.js", read(HTMX, SCRIPT));

  private Assets() {}

  /**
   * A file.
   *
   * @param version of its content, as it stands in its address
   */
  public record Asset(String contentType, String content, String version) {}

  /** The file of that name. */
  public static Optional<Asset> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Its address. */
  public static String path(String name) {
    return "/assets/" + name + "?v=" + find(name).orElseThrow().version();
  }

  private static Asset read(String resource, String contentType) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the archive has no " + resource);
      }
      byte[] content = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new Asset(
          contentType,
          new String(content, StandardCharsets.UTF_8),
          HexFormat.of().formatHex(hash, 0, 6));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
