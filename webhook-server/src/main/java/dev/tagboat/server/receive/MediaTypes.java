package dev.tagboat.server.receive;

import dev.tagboat.bot.image.Printable;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What kinds of content there are in registries. */
final class MediaTypes {
  static final String SIGNATURE = "a signature or attestation, not an image";
  static final String CHART = "a Helm chart, not an image";
  private static final String CACHE = "a build cache, not an image";
  private static final String ARTIFACT = "another kind of artifact, not an image";

  /** Manifests and indexes, OCI's and Docker's. */
  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private static final Set<String> IMAGE_CONFIGS =
      Set.of(
          "application/vnd.oci.image.config.v1+json",
          "application/vnd.docker.container.image.v1+json");

  /** By how they begin. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("application/vnd.cncf.helm.", CHART),
          Map.entry("application/vnd.acr.helm.", CHART),
          Map.entry("application/vnd.buildkit.cacheconfig.", CACHE),
          Map.entry("application/vnd.dev.sigstore.", SIGNATURE),
          Map.entry("application/vnd.dev.cosign.", SIGNATURE),
          Map.entry("application/vnd.cncf.notary.", SIGNATURE),
          Map.entry("application/vnd.in-toto", SIGNATURE),
          Map.entry("application/vnd.dsse.", SIGNATURE),
          Map.entry("application/vnd.docker.attestation.", SIGNATURE),
          Map.entry("application/vnd.cyclonedx", SIGNATURE),
          Map.entry("application/spdx", SIGNATURE),
          Map.entry("text/spdx", SIGNATURE),
          Map.entry("application/vnd.oci.empty.", ARTIFACT),
          Map.entry("application/vnd.oci.artifact.", ARTIFACT),
          Map.entry("application/vnd.unknown.", ARTIFACT),
          Map.entry("application/vnd.cncf.flux.", ARTIFACT),
          Map.entry("application/vnd.wasm.", ARTIFACT),
          Map.entry("application/vnd.docker.plugin.", ARTIFACT));

  private MediaTypes() {}

  static boolean isManifest(String mediaType) {
    return MANIFESTS.contains(bare(mediaType));
  }

  static boolean isImageConfig(String mediaType) {
    return IMAGE_CONFIGS.contains(bare(mediaType));
  }

  /** In small letters and without parameters, which change nothing (RFC 9110, section 8.3.1). */
  private static String bare(String mediaType) {
    int semicolon = mediaType.indexOf(';');
    return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** What a manifest is that refers to {@code mediaType}, when that is no image; else empty. */
  static String foreign(String mediaType) {
    String bare = bare(mediaType);
    return FOREIGN.entrySet().stream()
        .filter(kind -> bare.startsWith(kind.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /**
   * What a manifest is, by the media type of its config or artifact; empty when it is an image, or
   * nothing is said.
   */
  static String foreignConfig(String mediaType) {
    if (mediaType.isEmpty() || isImageConfig(mediaType) || isManifest(mediaType)) {
      return "";
    }
    String known = foreign(mediaType);
    return known.isEmpty() ? "of type " + Printable.quote(mediaType) + ", not an image" : known;
  }
}
