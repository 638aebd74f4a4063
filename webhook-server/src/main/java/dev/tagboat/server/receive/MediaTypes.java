package dev.tagboat.server.receive;

import java.util.Set;

/** What kinds of content there are in registries. */
final class MediaTypes {
  /** Manifests and indexes, OCI's and Docker's. */
  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private MediaTypes() {}

  static boolean isManifest(String mediaType) {
    return MANIFESTS.contains(mediaType);
  }

  /** What a manifest is that refers to {@code mediaType}, when that is no image; else empty. */
  static String foreign(String mediaType) {
    if (mediaType.startsWith("application/vnd.cncf.helm.")) {
      return "a Helm chart, not an image";
    }
    if (mediaType.startsWith("application/vnd.buildkit.cacheconfig.")) {
      return "a build cache, not an image";
    }
    if (mediaType.startsWith("application/vnd.dev.sigstore.")
        || mediaType.startsWith("application/vnd.dev.cosign.")
        || mediaType.equals("application/vnd.in-toto+json")) {
      return "a signature or attestation, not an image";
    }
    return "";
  }
}
