package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the documents that make up an image apart (OCI image-spec; pure). What is odd is left out:
 * an unknown document is {@link Other}, a broken member is as if it were not there.
 */
final class ImageDocuments {
  private static final int MAX_PLATFORMS = 64;
  private static final int MAX_LABEL = 512;
  private static final String PREFIX = "org.opencontainers.image.";
  private static final Pattern PLATFORM_PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

  private ImageDocuments() {}

  /** A manifest endpoint's answer. */
  sealed interface Document {}

  /**
   * One image for each platform; attestations and artifacts are left out.
   *
   * @param said what the index's own annotations say
   */
  record Index(List<Child> children, Said said) implements Document {
    Index {
      children = List.copyOf(children);
    }
  }

  /** One image. */
  record Single(Digest config, Said said) implements Document {}

  /** Nothing that describes an image, such as schema 1, a chart or an error page. */
  record Other() implements Document {}

  /**
   * An index's entry for one platform.
   *
   * @param platform null when the index does not tell
   */
  record Child(Digest digest, @Nullable String platform) {}

  /** What a document says about the image. */
  record Said(@Nullable Instant created, Map<String, String> labels) {
    private static final Said NOTHING = new Said(null, Map.of());

    Said {
      labels = Map.copyOf(labels);
    }

    /**
     * What this document and one inside it say together. The inner time holds, since that is the
     * one of the very build, which all tools show; the outer labels hold, since those of a
     * configuration may come from the base image.
     */
    Said around(Said inner) {
      Map<String, String> both = new HashMap<>(inner.labels);
      both.putAll(labels);
      return new Said(inner.created == null ? created : inner.created, both);
    }

    /** The later time of two platforms, with this one's labels. */
    Said orNewer(Said other) {
      boolean newer = other.created != null && (created == null || other.created.isAfter(created));
      return newer ? new Said(other.created, labels) : this;
    }
  }

  /** An image's configuration. */
  record Config(@Nullable String platform, Said said) {
    static final Config EMPTY = new Config(null, Said.NOTHING);
  }

  /**
   * @param contentType the answer's, without parameters
   */
  static Document document(byte[] bytes, String contentType) {
    JsonNode json = Json.parse(bytes).orElse(null);
    if (json == null || json.path("schemaVersion").asInt() != 2) {
      return new Other();
    }
    String own = json.path("mediaType").asText("");
    String type = own.isEmpty() ? contentType : own;
    if (!MediaTypes.isManifest(type)) {
      return new Other();
    }
    Said said = annotated(json.path("annotations"));
    return MediaTypes.isIndex(type) ? index(json, said) : single(json, said);
  }

  private static Document index(JsonNode json, Said said) {
    List<Child> children = new ArrayList<>();
    for (JsonNode child : json.path("manifests")) {
      boolean image =
          MediaTypes.isManifest(child.path("mediaType").asText(""))
              && !ManifestReader.isAttestation(child)
              && !child.has("artifactType");
      if (image && children.size() < MAX_PLATFORMS) {
        Digest.parse(child.path("digest").asText(""))
            .map(digest -> new Child(digest, platform(child.path("platform")).orElse(null)))
            .ifPresent(children::add);
      }
    }
    return new Index(children, said);
  }

  private static Document single(JsonNode json, Said said) {
    JsonNode config = json.path("config");
    return MediaTypes.isImageConfig(config.path("mediaType").asText(""))
        ? Digest.parse(config.path("digest").asText(""))
            .<Document>map(digest -> new Single(digest, said))
            .orElseGet(Other::new)
        : new Other();
  }

  /** An image's configuration; empty when it is none. */
  static Optional<Config> config(byte[] bytes) {
    return Json.parse(bytes)
        .map(
            json ->
                new Config(
                    platform(json).orElse(null),
                    new Said(
                        CreatedTime.parse(json.path("created").asText("")).orElse(null),
                        labels(json.path("config").path("Labels")))));
  }

  private static Optional<String> platform(JsonNode from) {
    String os = from.path("os").asText("");
    String architecture = from.path("architecture").asText("");
    String variant = from.path("variant").asText("");
    boolean valid = isPart(os) && isPart(architecture) && (variant.isEmpty() || isPart(variant));
    return valid
        ? Optional.of(os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant))
        : Optional.empty();
  }

  private static boolean isPart(String text) {
    return !text.equals("unknown") && PLATFORM_PART.matcher(text).matches();
  }

  private static Said annotated(JsonNode annotations) {
    String created = annotations.path(PREFIX + "created").asText("");
    return new Said(CreatedTime.parse(created).orElse(null), labels(annotations));
  }

  private static Map<String, String> labels(JsonNode from) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : ImageDetails.LABELS) {
      String text = from.path(PREFIX + name).asText("").strip();
      if (!text.isEmpty() && text.length() <= MAX_LABEL) {
        labels.put(name, text);
      }
    }
    return labels;
  }
}
