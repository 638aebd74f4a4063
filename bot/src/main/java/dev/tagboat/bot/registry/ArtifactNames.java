package dev.tagboat.bot.registry;

import java.util.Map;
import java.util.Optional;

/** What people call the things that share registries with images, by their media types. */
final class ArtifactNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "application/vnd.cncf.helm.config.v1+json", "a Helm chart",
          "application/vnd.buildkit.cacheconfig.v0", "a build cache of BuildKit",
          "application/vnd.dev.cosign.simplesigning.v1+json", "a cosign signature",
          "application/vnd.dev.sigstore.bundle.v0.3+json", "a Sigstore bundle",
          "application/vnd.dsse.envelope.v1+json", "a cosign attestation",
          "application/vnd.in-toto+json", "a build attestation",
          "application/vnd.docker.attestation.manifest.v1+json", "a build attestation",
          "application/vnd.cncf.flux.config.v1+json", "a Flux source",
          "application/vnd.cncf.notary.signature", "a Notary signature",
          "application/vnd.wasm.config.v0+json", "a WebAssembly module");

  private ArtifactNames() {}

  static Optional<String> of(String mediaType) {
    return Optional.ofNullable(NAMES.get(mediaType));
  }
}
