package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.signature.KeyFiles;
import dev.tagboat.bot.signature.Proofs;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.Sigstore;
import dev.tagboat.bot.signature.TestSigner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where signatures are looked for, how far, and what a hostile registry makes of that. */
class SignatureLookupTest extends FakeRegistry {
  private static final String ROOT = "/v2/acme/app/";
  private static final String SIMPLE = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String PAYLOAD = TestSigner.payload("ghcr.io/acme/app", DIGEST);

  private final TestSigner signer = TestSigner.ecdsa();
  private final SignatureRule rule =
      SignatureRule.of(
          new Verification(Verification.Cosign.by("keys/cosign.pub")),
          path -> Optional.of(signer.pem().getBytes(StandardCharsets.UTF_8)),
          Sigstore.NONE);

  private SignatureVerdict verdict() {
    return registry(Memory.NONE).signature(image(), DIGEST, rule);
  }

  private void blob(String content) {
    server.stubFor(
        get(urlEqualTo(ROOT + "blobs/" + digest(content)))
            .willReturn(aResponse().withBody(content)));
  }

  private void tag(String suffix, String type, String body) {
    server.stubFor(
        get(urlEqualTo(ROOT + "manifests/" + DIGEST.value().replace(':', '-') + suffix))
            .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
  }

  private static String layer(String type, String content, String more) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
        .formatted(type, digest(content), content.length(), more);
  }

  private static String simple(String payload, String signature) {
    return layer(
        SIMPLE,
        payload,
        ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"" + signature + "\"}");
  }

  private static String manifest(List<String> layers) {
    return "{\"schemaVersion\":2,\"layers\":[" + String.join(",", layers) + "]}";
  }

  private void signatures(String... layers) {
    tag(".sig", MediaTypes.OCI_MANIFEST, manifest(List.of(layers)));
  }

  private String referrer(String bundle) {
    blob(bundle);
    String manifest = manifest(List.of(layer(BUNDLE, bundle, "")));
    serveManifest(digest(manifest), MediaTypes.OCI_MANIFEST, manifest);
    return RawPush.child(digest(manifest), ",\"artifactType\":\"" + BUNDLE + "\"");
  }

  private void referrers(ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(ROOT + "referrers/" + DIGEST)).willReturn(answer));
  }

  private static ResponseDefinitionBuilder listing(String... entries) {
    return aResponse()
        .withHeader("Content-Type", MediaTypes.OCI_INDEX)
        .withBody(RawPush.indexOf(List.of(entries), ""));
  }

  private void isVerified() {
    assertThat(verdict()).isInstanceOf(SignatureVerdict.VerifiedByKey.class);
  }

  private void isNot(String reason) {
    assertThat(verdict())
        .isInstanceOfSatisfying(
            SignatureVerdict.NotMatching.class, no -> assertThat(no.reason()).contains(reason));
  }

  @Test
  void anImageWithNothingBesideItIsUnsigned() {
    assertThat(verdict()).isEqualTo(new SignatureVerdict.Unsigned(null));
  }

  @Test
  void theOlderLayoutTakesTwoRequests() {
    blob(PAYLOAD);
    signatures(simple(PAYLOAD, signer.sign(PAYLOAD)));

    isVerified();

    server.verify(2, getRequestedFor(anyUrl()));
  }

  @Test
  void theNewerLayoutIsFoundByTheReferrersApi() {
    referrers(listing(referrer(signer.bundle(DIGEST))));

    isVerified();
  }

  @Test
  void theNewerLayoutIsFoundByItsFallbackTag() {
    tag("", MediaTypes.OCI_INDEX, RawPush.indexOf(List.of(referrer(signer.bundle(DIGEST))), ""));

    isVerified();
  }

  @Test
  void theReferrersApiIsReadToItsEnd() {
    String other = TestSigner.ecdsa().bundle(DIGEST);
    referrers(
        listing(referrer(other))
            .withHeader(
                "Link",
                "<https://elsewhere.test/v2/acme/app/referrers/x?n=1&last=a>; rel=\"next\""));
    server.stubFor(
        get(urlEqualTo(ROOT + "referrers/" + DIGEST + "?n=1&last=a"))
            .willReturn(listing(referrer(signer.bundle(DIGEST)))));

    isVerified();
  }

  @Test
  void pagesThatNeverEndAreLeft() {
    referrers(
        listing(referrer(TestSigner.ecdsa().bundle(DIGEST)))
            .withHeader("Link", "<?again>; rel=\"next\""));
    server.stubFor(
        get(urlEqualTo(ROOT + "referrers/" + DIGEST + "?again"))
            .willReturn(listing().withHeader("Link", "<?again>; rel=\"next\"")));

    isNot("is not by keys/cosign.pub");
  }

  @Test
  void whatStandsBesideAnOlderSignatureIsHandedOn() {
    List<Proofs> asked = new ArrayList<>();
    Sigstore sigstore =
        new Sigstore() {
          @Override
          public Author simple(byte[] payload, Proofs proofs) {
            asked.add(proofs);
            return new Author.Proven("ann@acme.test", "https://id.acme.test");
          }

          @Override
          public Author bundle(byte[] bundle, Digest image) {
            throw new AssertionError("there is none");
          }
        };
    Verification wanted =
        new Verification(new Verification.Cosign(null, "ann@acme.test", "https://id.acme.test"));
    blob(PAYLOAD);
    signatures(
        layer(
            SIMPLE,
            PAYLOAD,
            ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"c2ln\","
                + "\"dev.sigstore.cosign/certificate\":\"pem\","
                + "\"dev.sigstore.cosign/bundle\":\"{}\"}"));

    assertThat(
            registry(Memory.NONE)
                .signature(image(), DIGEST, SignatureRule.of(wanted, KeyFiles.NONE, sigstore)))
        .isEqualTo(
            new SignatureVerdict.VerifiedByIdentity("ann@acme.test", "https://id.acme.test"));
    assertThat(asked).containsExactly(new Proofs("c2ln", "pem", "{}"));
  }

  @Test
  void anEmptyListOfReferrersIsNotBelieved() {
    referrers(listing());
    tag("", MediaTypes.OCI_INDEX, RawPush.indexOf(List.of(referrer(signer.bundle(DIGEST))), ""));

    isVerified();
  }

  @Test
  void theOlderLayoutMayBeAReferrer() {
    blob(PAYLOAD);
    String manifest = manifest(List.of(simple(PAYLOAD, signer.sign(PAYLOAD))));
    serveManifest(digest(manifest), MediaTypes.OCI_MANIFEST, manifest);
    String type = "application/vnd.dev.cosign.artifact.sig.v1+json";
    referrers(listing(RawPush.child(digest(manifest), ",\"artifactType\":\"" + type + "\"")));

    isVerified();
  }

  @Test
  void oneGoodSignatureAmongOthersWillDo() {
    String other = TestSigner.ecdsa().sign(PAYLOAD);
    blob(PAYLOAD);
    signatures(
        simple(PAYLOAD, other), simple(PAYLOAD, signer.sign(PAYLOAD)), simple("gone", other));

    isVerified();
  }

  @Test
  void aGoodBundleCountsThoughTheOlderLayoutHasAnother() {
    blob(PAYLOAD);
    signatures(simple(PAYLOAD, TestSigner.ecdsa().sign(PAYLOAD)));
    referrers(listing(referrer(signer.bundle(DIGEST))));

    isVerified();
  }

  @Test
  void whatSomebodyElseSignedDoesNotMatch() {
    blob(PAYLOAD);
    signatures(simple(PAYLOAD, TestSigner.ecdsa().sign(PAYLOAD)));

    isNot("its signature is not by keys/cosign.pub");
  }

  @Test
  void theSignatureOfAnotherImageDoesNotMatch() {
    String other = TestSigner.payload("ghcr.io/acme/app", digest("other"));
    blob(other);
    signatures(simple(other, signer.sign(other)));

    isNot("its signature is by keys/cosign.pub, but for another image");
  }

  @Test
  void aPayloadThatIsNotWhatItsDigestSaysIsNotRead() {
    server.stubFor(
        get(urlEqualTo(ROOT + "blobs/" + digest("something else")))
            .willReturn(aResponse().withBody(PAYLOAD)));
    signatures(simple("something else", signer.sign(PAYLOAD)));

    isNot("cannot be read");
  }

  @Test
  void aManifestThatIsNotWhatItsDigestSaysIsNotRead() {
    String entry = referrer(signer.bundle(DIGEST));
    referrers(listing(entry.replaceFirst("sha256:[0-9a-f]{64}", digest("x").value())));
    serveManifest(digest("x"), MediaTypes.OCI_MANIFEST, manifest(List.of()));

    isNot("cannot be read");
  }

  @Test
  void onlyTheNewestFiftyOfTenThousandLayersAreLookedAt() {
    String good = simple(PAYLOAD, signer.sign(PAYLOAD));
    List<String> layers = new ArrayList<>(List.of(good));
    layers.addAll(IntStream.range(0, 9_999).mapToObj(i -> layer(SIMPLE, "gone " + i, "")).toList());
    blob(PAYLOAD);
    tag(".sig", MediaTypes.OCI_MANIFEST, manifest(layers));

    isNot("none of its 10000 signatures counts (the newest 50 were looked at)");

    server.verify(50, getRequestedFor(urlMatching(ROOT + "blobs/.*")));
  }

  @Test
  void aLayerThatIsSaidToBeHugeIsNotFetched() {
    signatures("{\"mediaType\":\"" + SIMPLE + "\",\"digest\":\"" + DIGEST + "\",\"size\":65537}");

    isNot("too large");

    server.verify(0, getRequestedFor(urlMatching(ROOT + "blobs/.*")));
  }

  @Test
  void aLayerThatIsHugeAllTheSameIsNotRead() {
    String huge = PAYLOAD + " ".repeat(65_536);
    blob(huge);
    signatures(simple(huge, signer.sign(huge)).replaceFirst("\"size\":\\d+", "\"size\":10"));

    isNot("cannot be read");
  }

  @Test
  void aManifestThatIsHugeIsNotRead() {
    tag(".sig", MediaTypes.OCI_MANIFEST, " ".repeat(Manifests.MAX_SIZE + 1));

    isNot("too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"layers\":[{\"mediaType\":NaN}]}",
        "{\"layers\":{}}",
        "{\"layers\":[]}",
        "[]",
        "",
        "{\"layers\":[],\"layers\":[]}",
        "{\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\"}]}",
        "{\"layers\":[null,7,\"x\"]}",
      })
  void aManifestThatMakesNoSenseIsNoSignature(String manifest) {
    tag(".sig", MediaTypes.OCI_MANIFEST, manifest);

    assertThat(verdict()).isInstanceOf(SignatureVerdict.NotMatching.class);
  }

  @Test
  void anAnnotationThatIsThereTwiceIsNone() {
    blob(PAYLOAD);
    String key = "\"dev.cosignproject.cosign/signature\":";
    signatures(simple(PAYLOAD, signer.sign(PAYLOAD)).replace(key, key + "\"AAAA\"," + key));

    isNot("cannot be read");
  }

  @Test
  void aBundleInTheTagOfTheOlderLayoutIsLookedAtToo() {
    String bundle = signer.bundle(DIGEST);
    blob(bundle);
    signatures(layer(BUNDLE, bundle, ""));

    isVerified();
  }

  @Test
  void attestationsBesideAnImageAreNotLookedAt() {
    String entry = referrer(signer.bundle(DIGEST));
    String told =
        entry.replace(
            ",\"artifactType\"",
            ",\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\","
                + "\"dev.sigstore.bundle.predicateType\":\"https://slsa.dev/provenance/v1\"}"
                + ",\"artifactType\"");
    referrers(listing(Collections.nCopies(60, told).toArray(String[]::new)));

    assertThat(verdict()).isEqualTo(new SignatureVerdict.Unsigned(null));
  }

  @Test
  void payloadsAreReadFromWhereTheRegistrySendsUs() {
    elsewhere.stubFor(get(urlEqualTo("/blob")).willReturn(aResponse().withBody(PAYLOAD)));
    server.stubFor(
        get(urlEqualTo(ROOT + "blobs/" + digest(PAYLOAD)))
            .willReturn(
                aResponse()
                    .withStatus(307)
                    .withHeader("Location", "http://127.0.0.1:" + elsewhere.port() + "/blob")));
    signatures(simple(PAYLOAD, signer.sign(PAYLOAD)));
    RegistrySettings trusting =
        new RegistrySettings(host(), null, null, false, List.of("127.0.0.1:" + elsewhere.port()));

    assertThat(registry(trusting).signature(image(), DIGEST, rule).isVerified()).isTrue();
  }

  @Test
  void aRedirectToAPrivateAddressIsAPersonsMatter() {
    server.stubFor(
        get(urlEqualTo(ROOT + "blobs/" + digest(PAYLOAD)))
            .willReturn(aResponse().withStatus(307).withHeader("Location", "http://10.0.0.1/x")));
    signatures(simple(PAYLOAD, signer.sign(PAYLOAD)));

    assertThatThrownBy(this::verdict)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("private or loopback address");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429})
  void troubleIsThrownAndNeverTakenForUnsigned(int status) {
    server.stubFor(get(urlMatching(ROOT + ".*")).willReturn(aResponse().withStatus(status)));

    assertThatThrownBy(this::verdict).isInstanceOf(TransientFault.class);
  }

  @Test
  void troubleWithTheReferrersAloneIsThrownToo() {
    referrers(aResponse().withStatus(500));

    assertThatThrownBy(this::verdict).isInstanceOf(TransientFault.class);
  }

  @Test
  void thatItIsSignedIsRememberedAndThatItIsNotIsNot() {
    OciRegistry registry = registry(Memory.NONE);
    assertThat(registry.signature(image(), DIGEST, rule).isVerified()).isFalse();
    blob(PAYLOAD);
    signatures(simple(PAYLOAD, signer.sign(PAYLOAD)));
    assertThat(registry.signature(image(), DIGEST, rule).isVerified()).isTrue();
    server.resetRequests();

    assertThat(registry.signature(image(), DIGEST, rule).isVerified()).isTrue();

    server.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void whatIsRememberedForOneKeyIsNotForAnother() {
    OciRegistry registry = registry(Memory.NONE);
    blob(PAYLOAD);
    signatures(simple(PAYLOAD, signer.sign(PAYLOAD)));
    assertThat(registry.signature(image(), DIGEST, rule).isVerified()).isTrue();
    String pem = TestSigner.ecdsa().pem();
    SignatureRule other =
        SignatureRule.of(
            new Verification(Verification.Cosign.by(pem)), KeyFiles.NONE, Sigstore.NONE);

    assertThat(registry.signature(image(), DIGEST, other).isVerified()).isFalse();
  }

  @Test
  void aRuleThatCannotBeUsedAsksNobody() {
    SignatureRule broken =
        SignatureRule.of(
            new Verification(Verification.Cosign.by("gone.pub")), KeyFiles.NONE, Sigstore.NONE);

    SignatureVerdict verdict = registry(Memory.NONE).signature(image(), DIGEST, broken);

    assertThat(verdict.sentence()).contains("has no file gone.pub");
    server.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void aDigestTooLongForATagIsLookedForByReferrersOnly() {
    Digest longer = new Digest("sha512:" + "a".repeat(128));

    assertThat(registry(Memory.NONE).signature(image(), longer, rule))
        .isEqualTo(new SignatureVerdict.Unsigned(null));

    server.verify(1, getRequestedFor(anyUrl()));
  }
}
