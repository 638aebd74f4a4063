package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** zot's CloudEvents. They hold the whole manifest, so that what is no image is seen at once. */
final class ZotDecoder implements JsonDecoder {

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    CloudEvent.each(event, out, one -> one(one, out));
  }

  private static void one(CloudEvent event, Findings out) throws Json.Malformed {
    JsonNode data = event.data();
    String path = Json.required(data, "name");
    if (!event.type().equals("zotregistry.image.updated")) {
      out.routine(path, "not a push but " + Printable.quote(event.type()));
      return;
    }
    String digest = Json.optional(data, "digest");
    String manifest = Json.text(data, "manifest");
    boolean proven = manifest != null && digest != null && digest.equals(sha256(manifest));
    String foreign = manifest == null || !proven ? "" : foreign(manifest);
    if (!foreign.isEmpty()) {
      out.ignored(path, foreign);
      return;
    }
    out.push(
        path,
        new Claim(
            Json.required(data, "reference"),
            // Of the two, one is wrong; the registry knows.
            manifest == null || manifest.isEmpty() || proven ? digest : null,
            Json.label(data, "mediaType"),
            event.at(),
            Json.label(data.path("actor"), "name")));
  }

  private static String foreign(String text) throws Json.Malformed {
    JsonNode manifest = Json.read("'manifest'", text);
    if (manifest.path("subject").isObject()) {
      return MediaTypes.SIGNATURE;
    }
    String artifact = Json.label(manifest, "artifactType");
    String config = Json.label(manifest.path("config"), "mediaType");
    String kind = artifact == null ? "" : MediaTypes.foreignConfig(artifact);
    if (kind.isEmpty() && config != null) {
      kind = MediaTypes.foreignConfig(config);
    }
    return kind.isEmpty() && holdsOnlySignatures(manifest.path("layers"))
        ? MediaTypes.SIGNATURE
        : kind;
  }

  // cosign gives them the config of an image.
  private static boolean holdsOnlySignatures(JsonNode layers) {
    for (JsonNode layer : layers) {
      String mediaType = Json.text(layer, "mediaType");
      if (mediaType == null || !MediaTypes.foreign(mediaType).equals(MediaTypes.SIGNATURE)) {
        return false;
      }
    }
    return !layers.isEmpty();
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
