package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A look at an image that is about to be replaced, which must cost little. */
class PredecessorTest extends FakeRegistry {
  private final OciRegistry registry = registry(RegistrySettings.of(host()));

  private Digest single(String architecture) {
    String config =
        "{\"created\":\"2026-03-01T10:00:00Z\",\"os\":\"linux\",\"architecture\":\""
            + architecture
            + "\"}";
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/blobs/" + digest(config)))
            .willReturn(aResponse().withBody(config)));
    String manifest = RawPush.manifestOf(config, "");
    serveManifest(digest(manifest), MediaTypes.OCI_MANIFEST, manifest);
    return digest(manifest);
  }

  private Digest index(String... architectures) {
    List<String> children =
        List.of(architectures).stream()
            .map(one -> RawPush.child(single(one), RawPush.platform("linux", one)))
            .toList();
    String index = RawPush.indexOf(children, "");
    serveManifest(digest(index), MediaTypes.OCI_INDEX, index);
    return digest(index);
  }

  private ImageEvidence.Seen seen(Digest digest) {
    return (ImageEvidence.Seen) registry.predecessor(image(), digest);
  }

  @Test
  void aSingleImageTakesTwoRequests() {
    Digest digest = single("amd64");

    assertThat(seen(digest).platforms()).extracting(Platform::name).containsExactly("linux/amd64");
    assertThat(server.getAllServeEvents()).hasSize(2);
  }

  @Test
  void manyPlatformsTakeThree() {
    Digest digest = index("arm64", "amd64", "s390x", "riscv64");

    ImageEvidence.Seen seen = seen(digest);

    assertThat(seen.platforms())
        .extracting(Platform::name)
        .containsExactly("linux/arm64", "linux/amd64", "linux/s390x", "linux/riscv64");
    assertThat(seen.platforms())
        .filteredOn(one -> one.size() != null)
        .extracting(Platform::name)
        .containsExactly("linux/amd64");
    assertThat(seen.created()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(seen.attachments()).isEmpty();
    assertThat(server.getAllServeEvents()).hasSize(3);
  }

  @Test
  void aSecondLookTakesNone() {
    Digest digest = index("amd64", "arm64");
    ImageEvidence first = seen(digest);
    server.resetRequests();

    assertThat(seen(digest)).isEqualTo(first);
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void whatIsGoneIsSaid() {
    Digest gone = digest("gone");

    assertThat(registry.predecessor(image(), gone))
        .isEqualTo(new ImageEvidence.Missing("the registry no longer has " + image() + "@" + gone));
  }

  @Test
  void troubleIsNotTakenForGone() {
    Digest digest = digest("trouble");
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/manifests/" + digest))
            .willReturn(aResponse().withStatus(503)));

    assertThatThrownBy(() -> registry.predecessor(image(), digest))
        .isInstanceOf(TransientFault.class);
  }
}
