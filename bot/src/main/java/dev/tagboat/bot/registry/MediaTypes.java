package dev.tagboat.bot.registry;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media types of images (OCI image-spec "media-types.md"; Docker image manifest v2). */
final class MediaTypes {
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  /** All four, as {@code Accept} has to list them: old registries convert what is not listed. */
  static final List<String> MANIFESTS =
      List.of(OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST);

  private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_LIST);
  private static final Set<String> CONFIGS =
      Set.of(
          "application/vnd.oci.image.config.v1+json",
          "application/vnd.docker.container.image.v1+json");

  private MediaTypes() {}

  static boolean isManifest(String type) {
    return MANIFESTS.contains(type);
  }

  static boolean isIndex(String type) {
    return INDEXES.contains(type);
  }

  static boolean isImageConfig(String type) {
    return CONFIGS.contains(type);
  }

  static boolean isImageLayer(String type) {
    return type.startsWith("application/vnd.oci.image.layer.")
        || type.startsWith("application/vnd.docker.image.rootfs.");
  }

  /** A {@code Content-Type} without its parameters; empty when absent. */
  static String bare(@Nullable String header) {
    if (header == null) {
      return "";
    }
    int semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
