package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence.Command;
import dev.tagboat.bot.net.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
  private static final int MAX_ARGUMENTS = 32;
  private static final Pattern PLATFORM_PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

  private ImageDocuments() {}

  /** A manifest endpoint's answer. */
  sealed interface Document {}

  /**
   * One image for each platform; attestations and artifacts are left out.
   *
   * @param said what the index's own annotations say
   * @param proofs the manifests of attestations that it lists (BuildKit)
   */
  record Index(String type, List<Child> children, Said said, List<Digest> proofs)
      implements Document {
    Index {
      children = List.copyOf(children);
      proofs = List.copyOf(proofs);
    }
  }

  /**
   * One image.
   *
   * @param size of all layers as they are downloaded, in bytes; null when it does not say
   */
  record Single(String type, Digest config, Said said, @Nullable Long size) implements Document {}

  /** Nothing that describes an image, such as schema 1, a chart or an error page. */
  record Other() implements Document {}

  /**
   * An index's entry for one platform.
   *
   * @param platform null when the index does not tell
   * @param labels what the entry's own annotations say
   */
  record Child(Digest digest, @Nullable String platform, Map<String, String> labels) {
    Child {
      labels = Map.copyOf(labels);
    }
  }

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
  record Config(@Nullable String platform, Said said, Command command) {
    static final Config EMPTY = new Config(null, Said.NOTHING, Command.UNKNOWN);
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
    return MediaTypes.isIndex(type) ? index(json, type, said) : single(json, type, said);
  }

  private static Document index(JsonNode json, String type, Said said) {
    List<Child> children = new ArrayList<>();
    List<Digest> proofs = new ArrayList<>();
    for (JsonNode child : json.path("manifests")) {
      Optional<Digest> digest = Digest.parse(child.path("digest").asText(""));
      if (digest.isEmpty() || !MediaTypes.isManifest(child.path("mediaType").asText(""))) {
        continue;
      }
      if (ManifestReader.isAttestation(child)) {
        proofs.add(digest.get());
      } else if (!child.has("artifactType") && children.size() < MAX_PLATFORMS) {
        String platform = platform(child.path("platform")).orElse(null);
        Map<String, String> labels = Claims.annotations(child.path("annotations"));
        children.add(new Child(digest.get(), platform, labels));
      }
    }
    return new Index(type, children, said, proofs.stream().limit(MAX_PLATFORMS).toList());
  }

  private static Document single(JsonNode json, String type, Said said) {
    JsonNode config = json.path("config");
    return MediaTypes.isImageConfig(config.path("mediaType").asText(""))
        ? Digest.parse(config.path("digest").asText(""))
            .<Document>map(digest -> new Single(type, digest, said, size(json.path("layers"))))
            .orElseGet(Other::new)
        : new Other();
  }

  private static @Nullable Long size(JsonNode layers) {
    long sum = 0;
    for (JsonNode layer : layers) {
      long size = layer.path("size").asLong(-1);
      // A petabyte is no layer, and so small that no list of them in 4 MiB overflows.
      if (size < 0 || size > 1L << 50) {
        return null;
      }
      sum += size;
    }
    return sum;
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
                        Claims.labels(json.path("config").path("Labels"))),
                    command(json.path("config"))));
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
    String created = annotations.path(Claims.PREFIX + "created").asText("");
    return new Said(CreatedTime.parse(created).orElse(null), Claims.annotations(annotations));
  }

  private static Command command(JsonNode config) {
    String user = config.path("User").asText("");
    return new Command(
        Claims.isShowable(user) ? user : "",
        words(config.path("Entrypoint")),
        words(config.path("Cmd")));
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    for (JsonNode word : list) {
      String text = word.asText("");
      if (words.size() == MAX_ARGUMENTS) {
        return words;
      }
      // A shell script on many lines is still one word; the reader gets to know that it is there.
      words.add(text.isEmpty() || Claims.isShowable(text) ? text : "…");
    }
    return words;
  }
}
