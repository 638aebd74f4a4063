package dev.tagboat.server.assembly;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.run.ConfigRepoFixture;
import dev.tagboat.bot.signature.TestSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that has to be signed, as it reads at {@code /api/v1/pushes/ID}. */
class SignedPushTest {
  private static final String PAYLOAD =
      TestSigner.payload("acme/app", new Digest(StubRegistry.DIGEST));

  @TempDir Path folder;

  private final TestSigner signer = TestSigner.ecdsa();
  private final StubRegistry registry = new StubRegistry();
  private ConfigRepoFixture repo;
  private TroubleStage stage;

  @BeforeEach
  void start() {
    repo = ConfigRepoFixture.start(folder);
    repo.commit(
        "main",
        Map.of(
            "pod.yaml",
            "kind: Pod\napiVersion: v1\nspec: {containers: [{image: '%s/acme/app:1.0.0'}]}\n"
                .formatted(registry.host()),
            "keys/cosign.pub",
            signer.pem(),
            ".tagboat.yaml",
            "images: [{name: '**', verify: {cosign: {key: keys/cosign.pub}}}]\n"));
    beside("\\.sig", aResponse().withStatus(404));
    beside("", aResponse().withStatus(404));
    stub("/v2/acme/app/referrers/.*", aResponse().withStatus(404));
    stage = TroubleStage.start(TroubleParts.of(folder, registry, repo));
  }

  @AfterEach
  void stop() throws IOException {
    try {
      stage.assertDiscreet();
    } finally {
      stage.close();
      repo.close();
      registry.close();
    }
  }

  private void beside(String suffix, ResponseDefinitionBuilder answer) {
    stub("/v2/acme/app/manifests/sha256-[0-9a-f]*" + suffix, answer);
  }

  private void stub(String path, ResponseDefinitionBuilder answer) {
    registry.server().stubFor(any(urlMatching(path)).atPriority(4).willReturn(answer));
  }

  private void sign(TestSigner by) {
    stub("/v2/acme/app/blobs/" + sha256(PAYLOAD), aResponse().withBody(PAYLOAD));
    String layer =
        """
        {"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json","digest":"%s","size":%d,\
        "annotations":{"dev.cosignproject.cosign/signature":"%s"}}"""
            .formatted(sha256(PAYLOAD), PAYLOAD.length(), by.sign(PAYLOAD));
    beside("\\.sig", aResponse().withBody("{\"layers\":[" + layer + "]}"));
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode outcome(String state) throws IOException {
    return stage.outcome(registry.host(), "acme/app", "1.1.0", state);
  }

  @Test
  void anImageIsProposedAsSoonAsItsSignatureCame() throws IOException {
    assertThat(stage.announce(registry.host(), "acme/app", "1.1.0")).isEqualTo(202);
    stage.awaitHistory(
        registry.host(), "acme/app", "1.1.0", "but the registry has no signature of it");
    assertThat(repo.pullRequests()).isEmpty();
    sign(signer);

    stage.clock().advance(Duration.ofMinutes(1));

    JsonNode push = stage.api().await(registry.host() + "/acme/app", "1.1.0", "proposed");
    assertThat(repo.forge().statuses("acme", "config", push.at("/targets/0/branch").asText()))
        .containsExactly("tagboat/verified success: signed by keys/cosign.pub");
  }

  @Test
  void anImageThatIsNeverSignedIsGivenUp() throws IOException {
    assertThat(stage.announce(registry.host(), "acme/app", "1.1.0")).isEqualTo(202);
    stage.awaitHistory(
        registry.host(), "acme/app", "1.1.0", "but the registry has no signature of it");

    stage.clock().advance(Duration.ofMinutes(61));

    JsonNode push = stage.api().await(registry.host() + "/acme/app", "1.1.0", "declined");
    assertThat(TroubleStage.history(push)).contains("the registry has no signature of it");
    assertThat(repo.pullRequests()).isEmpty();
  }

  @Test
  void whatSomebodyElseSignedIsDeclinedAtOnce() throws IOException {
    sign(TestSigner.ecdsa());

    JsonNode push = outcome("declined");

    assertThat(TroubleStage.history(push)).contains("its signature is not by keys/cosign.pub");
    assertThat(repo.branches()).containsExactly("main");
  }
}
