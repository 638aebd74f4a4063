package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.ByteString;

/** Tells an image that can be run from everything else that registries store (pure). */
final class ManifestReader {
  private ManifestReader() {}

  /**
   * @param digest what {@code bytes} hash to, already checked
   * @param contentType the answer's, without parameters
   * @return {@link Confirmation.Confirmed} or {@link Confirmation.Refused}
   */
  static Confirmation read(Digest digest, String contentType, ByteString bytes) {
    Optional<JsonNode> parsed = Json.parse(bytes.toByteArray());
    if (parsed.isEmpty()) {
      return refused(
          "the registry's answer for "
              + digest
              + " is not a manifest ("
              + bytes.size()
              + " bytes of "
              + type(contentType)
              + "); is this host a container registry?");
    }
    JsonNode manifest = parsed.get();
    Optional<String> mediaType = mediaType(manifest, contentType);
    if (mediaType.isEmpty()) {
      return refused(unknown(digest, manifest, contentType));
    }
    boolean index = MediaTypes.isIndex(mediaType.get());
    return (index ? whyNoIndex(manifest) : whyNoImage(manifest))
        .<Confirmation>map(why -> refused(digest + " is " + why + ", not an image to run"))
        .orElseGet(() -> new Confirmation.Confirmed(digest, mediaType.get(), index, bytes.size()));
  }

  // One document must not be an index to one reader and a manifest to another (CVE-2021-41190).
  private static Optional<String> mediaType(JsonNode manifest, String contentType) {
    String own = manifest.path("mediaType").asText("");
    String type = own.isEmpty() ? contentType : own;
    boolean agree = type.equals(contentType) || !MediaTypes.isManifest(contentType);
    boolean shaped =
        MediaTypes.isIndex(type) ? isIndexShaped(manifest) : isManifestShaped(manifest);
    boolean second = manifest.path("schemaVersion").asInt() == 2;
    return MediaTypes.isManifest(type) && agree && shaped && second
        ? Optional.of(type)
        : Optional.empty();
  }

  private static boolean isIndexShaped(JsonNode manifest) {
    return manifest.path("manifests").isArray()
        && !manifest.has("config")
        && !manifest.has("layers");
  }

  private static boolean isManifestShaped(JsonNode manifest) {
    return manifest.path("config").isObject()
        && manifest.path("layers").isArray()
        && !manifest.has("manifests");
  }

  private static String unknown(Digest digest, JsonNode manifest, String contentType) {
    return manifest.path("schemaVersion").asInt() == 1
        ? digest + " is a manifest of the old schema 1; push the image again with a current client"
        : digest
            + " is not a manifest that can be read ("
            + type(contentType)
            + "; its own media type is "
            + type(manifest.path("mediaType").asText(""))
            + ")";
  }

  private static Optional<String> whyNoIndex(JsonNode index) {
    Optional<String> artifact = whyArtifact(index);
    if (artifact.isPresent()) {
      return artifact;
    }
    List<String> types = new ArrayList<>();
    for (JsonNode child : index.path("manifests")) {
      String type = child.path("mediaType").asText("");
      if (MediaTypes.isManifest(type) && !isAttestation(child) && !child.has("artifactType")) {
        return Optional.empty();
      }
      types.add(type);
    }
    if (types.contains("application/vnd.buildkit.cacheconfig.v0")) {
      return Optional.of("a build cache of BuildKit");
    }
    return Optional.of(
        types.isEmpty() ? "an empty index" : "an index of attestations or artifacts only");
  }

  static boolean isAttestation(JsonNode child) {
    return child.path("annotations").has("vnd.docker.reference.type")
        || (child.path("platform").path("os").asText().equals("unknown")
            && child.path("platform").path("architecture").asText().equals("unknown"));
  }

  private static Optional<String> whyNoImage(JsonNode manifest) {
    String config = manifest.path("config").path("mediaType").asText("");
    Optional<String> known = ArtifactNames.of(config);
    if (known.isPresent()) {
      return known;
    }
    List<String> layers = new ArrayList<>();
    manifest.path("layers").forEach(layer -> layers.add(layer.path("mediaType").asText("")));
    Optional<String> byLayer =
        layers.stream().flatMap(t -> ArtifactNames.of(t).stream()).findFirst();
    if (byLayer.isPresent()) {
      return byLayer;
    }
    Optional<String> artifact = whyArtifact(manifest);
    if (artifact.isPresent()) {
      return artifact;
    }
    if (!MediaTypes.isImageConfig(config)) {
      return Optional.of("an artifact with a configuration of type " + type(config));
    }
    return layers.isEmpty() || layers.stream().anyMatch(MediaTypes::isImageLayer)
        ? Optional.empty()
        : Optional.of("an artifact with contents of type " + type(layers.get(0)));
  }

  private static Optional<String> whyArtifact(JsonNode manifest) {
    String artifactType = manifest.path("artifactType").asText("");
    if (!artifactType.isEmpty()) {
      return Optional.of(
          ArtifactNames.of(artifactType).orElse("an artifact of type " + type(artifactType)));
    }
    return manifest.path("subject").isObject()
        ? Optional.of("an attachment to another image")
        : Optional.empty();
  }

  private static String type(String mediaType) {
    return mediaType.isEmpty() ? "no media type" : Printable.quote(mediaType);
  }

  private static Confirmation refused(String sentence) {
    return new Confirmation.Refused(sentence);
  }
}
