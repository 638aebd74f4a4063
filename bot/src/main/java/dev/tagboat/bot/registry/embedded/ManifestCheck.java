package dev.tagboat.bot.registry.embedded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.image.Digest;
import java.io.IOException;
import java.util.Set;

/** Whether a manifest may be stored: well-formed, and everything it lists is there. */
final class ManifestCheck {
  private static final Set<String> TYPES =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
              .build());

  private ManifestCheck() {}

  /** What the registry holds. */
  interface Contents {
    boolean hasBlob(Digest digest) throws IOException;

    boolean hasManifest(Digest digest) throws IOException;
  }

  static void check(byte[] bytes, String type, Contents contents) throws IOException {
    JsonNode manifest = parse(bytes);
    if (!TYPES.contains(type) || manifest.path("schemaVersion").asInt() != 2) {
      throw invalid("only manifests and indexes of OCI and of Docker's schema 2 are taken");
    }
    if (manifest.has("mediaType") && !manifest.path("mediaType").asText().equals(type)) {
      throw invalid("the Content-Type is not the manifest's own mediaType");
    }
    for (JsonNode child : manifest.path("manifests")) {
      require(contents.hasManifest(digest(child)), child);
    }
    for (JsonNode layer : manifest.path("layers")) {
      // Layers with URLs of their own are not pushed (image-spec, "non-distributable").
      require(layer.has("urls") || contents.hasBlob(digest(layer)), layer);
    }
    if (manifest.has("config")) {
      require(contents.hasBlob(digest(manifest.path("config"))), manifest.path("config"));
    }
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw invalid("the manifest is not JSON");
    }
  }

  private static Digest digest(JsonNode descriptor) {
    return Names.digest(descriptor.path("digest").asText());
  }

  private static void require(boolean present, JsonNode descriptor) {
    if (!present) {
      throw new RegistryError(
          400, "MANIFEST_BLOB_UNKNOWN", digest(descriptor) + " has not been pushed");
    }
  }

  private static RegistryError invalid(String message) {
    return new RegistryError(400, "MANIFEST_INVALID", message);
  }
}
