package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An index is confirmed for an image that it leads to, not for looking like one. */
class EntriesTest extends FakeRegistry {
  private static final String CHART =
      MANIFEST.replace(
          "application/vnd.oci.image.config.v1+json", "application/vnd.cncf.helm.config.v1+json");
  private static final Digest GONE = digest("what the registry no longer has");

  private Digest serve(String manifest) {
    serveManifest(digest(manifest), MediaTypes.OCI_MANIFEST, manifest);
    return digest(manifest);
  }

  private Confirmation confirmIndexOf(List<String> children) {
    String index = RawPush.indexOf(children, "");
    serveManifest(digest(index), MediaTypes.OCI_INDEX, index);
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(found(digest(index))));
    return confirm();
  }

  private static String on(String architecture, Digest digest) {
    return RawPush.child(digest, RawPush.platform("linux", architecture));
  }

  @Test
  void anIndexOfAChartIsRefusedWithWhatItHolds() {
    Confirmation said = confirmIndexOf(List.of(RawPush.child(serve(CHART), "")));
    assertThat(said).isInstanceOf(Confirmation.Refused.class);
    assertThat(said.sentence()).contains(" is an index without an image: ", " is a Helm chart, ");
  }

  @Test
  void aPlatformDoesNotMakeAnImageOfAnAttestation() {
    String attestation =
        MANIFEST.replace(
            "application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.in-toto+json");
    Confirmation said = confirmIndexOf(List.of(on("amd64", serve(attestation))));
    assertThat(said).isInstanceOf(Confirmation.Refused.class);
    assertThat(said.sentence()).contains("is a build attestation, not an image");
  }

  @Test
  void imagesThatAreNotThereAreWaitedFor() {
    Confirmation said = confirmIndexOf(List.of(on("amd64", GONE), on("arm64", GONE)));
    assertThat(said).isInstanceOf(Confirmation.NotReadable.class);
    assertThat(said.sentence())
        .endsWith(" is an index of images that the registry does not have (yet)");
  }

  @Test
  void whatIsMissingMayBeAnImageBesideAChart() {
    assertThat(confirmIndexOf(List.of(on("amd64", GONE), RawPush.child(serve(CHART), ""))))
        .isInstanceOf(Confirmation.NotReadable.class);
  }

  @Test
  void anIndexWhosePlatformsWereLeftOutButOneIsAnImage() {
    assertThat(confirmIndexOf(List.of(on("amd64", GONE), on("arm64", serve(MANIFEST)))))
        .isInstanceOf(Confirmation.Confirmed.class);
  }

  @Test
  void anEntryThatIsSomethingElseThanItsDigestSaysIsNoImage() {
    serveManifest(GONE, MediaTypes.OCI_MANIFEST, MANIFEST);
    Confirmation said = confirmIndexOf(List.of(on("amd64", GONE)));
    assertThat(said).isInstanceOf(Confirmation.Refused.class);
    assertThat(said.sentence()).endsWith(": " + GONE + " cannot be read");
  }

  @Test
  void entriesWithoutADigestLeadNowhere() {
    Confirmation said =
        confirmIndexOf(List.of("{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\"}"));
    assertThat(said).isInstanceOf(Confirmation.Refused.class);
    assertThat(said.sentence()).endsWith(" is an index without an image");
  }

  @Test
  void aLongIndexOfChartsIsGivenUp() {
    List<String> charts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      charts.add(RawPush.child(serve(CHART.replace("[{", "[{\"size\":" + i + ",")), ""));
    }
    assertThat(confirmIndexOf(charts)).isInstanceOf(Confirmation.Refused.class);
    server.verify(1 + 16, getRequestedFor(urlPathMatching("/v2/acme/app/manifests/.*")));
  }
}
