package dev.tagboat.bot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
  private static final Digest DIGEST = new Digest("sha256:" + "a".repeat(64));
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  private static Confirmation read(String contentType, String json) {
    return ManifestReader.read(DIGEST, contentType, ByteString.encodeUtf8(json));
  }

  private static String manifest(String config, String layer, String more) {
    return "{\"schemaVersion\":2,\"config\":{\"mediaType\":\""
        + config
        + "\"},\"layers\":[{\"mediaType\":\""
        + layer
        + "\"}]"
        + more
        + "}";
  }

  private static String index(String children) {
    return "{\"schemaVersion\":2,\"manifests\":[" + children + "]}";
  }

  @Test
  void aManifestWithoutItsOwnMediaTypeTakesTheAnswers() {
    assertThat(read(MediaTypes.OCI_MANIFEST, manifest(CONFIG, LAYER, "")))
        .isInstanceOf(Confirmation.Confirmed.class);
  }

  @Test
  void anImageWithoutLayersIsAnImage() {
    String bare =
        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"" + CONFIG + "\"},\"layers\":[]}";
    assertThat(read(MediaTypes.OCI_MANIFEST, bare)).isInstanceOf(Confirmation.Confirmed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.cncf.helm.config.v1+json, application/x, a Helm chart",
    "application/vnd.buildkit.cacheconfig.v0, application/x, a build cache of BuildKit",
    "application/vnd.oci.image.config.v1+json, application/vnd.dev.cosign.simplesigning.v1+json,"
        + " a cosign signature",
    "application/vnd.oci.image.config.v1+json, application/vnd.in-toto+json, a build attestation",
    "application/vnd.oci.image.config.v1+json, text/plain, an artifact with contents",
    "application/vnd.acme.thing, text/plain, an artifact with a configuration"
  })
  void whatIsNoImageIsNamed(String config, String layer, String name) {
    Confirmation confirmation = read(MediaTypes.OCI_MANIFEST, manifest(config, layer, ""));
    assertThat(confirmation).isInstanceOf(Confirmation.Refused.class);
    assertThat(confirmation.sentence()).contains(name).contains("not an image to run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"artifactType\":\"application/vnd.acme.sbom\"",
        ",\"subject\":{\"digest\":\"sha256:00\"}"
      })
  void artifactsAndAttachmentsAreRefused(String more) {
    assertThat(read(MediaTypes.OCI_MANIFEST, manifest(CONFIG, LAYER, more)))
        .isInstanceOf(Confirmation.Refused.class);
  }

  // CVE-2021-41190: one document, two meanings.
  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"manifests\":[]",
        ",\"mediaType\":\"application/vnd.oci.image.index.v1+json\"",
        ",\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\"",
        ",\"schemaVersion\":2"
      })
  void aDocumentWithTwoMeaningsIsRefused(String more) {
    assertThat(read(MediaTypes.OCI_MANIFEST, manifest(CONFIG, LAYER, more)))
        .isInstanceOf(Confirmation.Refused.class);
  }

  @Test
  void anIndexWithAPlatformAndItsAttestationIsAnImage() {
    String children =
        child("linux", "amd64", "") + "," + child("unknown", "unknown", "attestation-manifest");
    assertThat(read(MediaTypes.OCI_INDEX, index(children)))
        .isInstanceOfSatisfying(
            Confirmation.Confirmed.class, confirmed -> assertThat(confirmed.index()).isTrue());
  }

  @Test
  void anIndexOfAttestationsOnlyIsRefused() {
    String children = child("unknown", "unknown", "attestation-manifest");
    assertThat(read(MediaTypes.OCI_INDEX, index(children)).sentence())
        .contains("attestations or artifacts only");
    assertThat(read(MediaTypes.OCI_INDEX, index("")).sentence()).contains("an empty index");
  }

  @Test
  void anOldBuildCacheIsRefused() {
    String child = "{\"mediaType\":\"application/vnd.buildkit.cacheconfig.v0\"}";
    assertThat(read(MediaTypes.OCI_INDEX, index(child)).sentence()).contains("build cache");
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
    assertThat(read(MediaTypes.OCI_MANIFEST, deep)).isInstanceOf(Confirmation.Refused.class);
  }

  private static String child(String os, String architecture, String reference) {
    String annotations =
        reference.isEmpty()
            ? ""
            : ",\"annotations\":{\"vnd.docker.reference.type\":\"" + reference + "\"}";
    return "{\"mediaType\":\""
        + MediaTypes.OCI_MANIFEST
        + "\",\"platform\":{\"os\":\""
        + os
        + "\",\"architecture\":\""
        + architecture
        + "\"}"
        + annotations
        + "}";
  }
}
