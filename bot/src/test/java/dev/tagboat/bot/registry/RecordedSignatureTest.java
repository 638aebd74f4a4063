package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.Sigstore;
import dev.tagboat.bot.signature.TestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What cosign 3.1.3 itself wrote into CNCF Distribution: {@code cosign sign --key} with and without
 * {@code --new-bundle-format}, without a transparency log.
 */
class RecordedSignatureTest extends FakeRegistry {
  private static final String ROOT = "/v2/acme/app/";
  private static final Digest OLDER =
      new Digest("sha256:2f8c046c25aa0f591d82c96b677858b71415e19b951e4a7b4a9b7d6b80ccbbbc");
  private static final Digest NEWER =
      new Digest("sha256:4ca7798c5087d29bdbd416f4430df6a61b28770643d472dd785d48703419c709");

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            RecordedSignatureTest.class.getResourceAsStream("/cosign/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serve() {
    serve(OLDER, ".sig", MediaTypes.OCI_MANIFEST, "older-manifest.json");
    blob(text("older-payload.json"));
    serve(NEWER, "", MediaTypes.OCI_INDEX, "newer-index.json");
    serveManifest(
        digest(text("newer-manifest.json")), MediaTypes.OCI_MANIFEST, text("newer-manifest.json"));
    blob(text("newer-bundle.json"));
  }

  private void serve(Digest image, String suffix, String type, String name) {
    server.stubFor(
        get(urlEqualTo(ROOT + "manifests/" + image.value().replace(':', '-') + suffix))
            .willReturn(aResponse().withHeader("Content-Type", type).withBody(text(name))));
  }

  private void blob(String content) {
    server.stubFor(
        get(urlEqualTo(ROOT + "blobs/" + digest(content)))
            .willReturn(aResponse().withBody(content)));
  }

  private SignatureVerdict verdict(Digest image, String pem) {
    SignatureRule rule =
        SignatureRule.of(
            new Verification(Verification.Cosign.by("cosign.pub")),
            path -> Optional.of(pem.getBytes(StandardCharsets.UTF_8)),
            Sigstore.NONE);
    return registry(Memory.NONE).signature(image(), image, rule);
  }

  @Test
  void bothLayoutsAreVerified() {
    assertThat(verdict(OLDER, text("cosign.pub")).isVerified()).isTrue();
    assertThat(verdict(NEWER, text("cosign.pub")).isVerified()).isTrue();
  }

  @Test
  void neitherIsByAnotherKey() {
    String other = TestSigner.ecdsa().pem();

    assertThat(verdict(OLDER, other)).isInstanceOf(SignatureVerdict.NotMatching.class);
    assertThat(verdict(NEWER, other)).isInstanceOf(SignatureVerdict.NotMatching.class);
  }
}
