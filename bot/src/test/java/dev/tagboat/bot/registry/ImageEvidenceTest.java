package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Claim;
import dev.tagboat.bot.image.ImageEvidence.Command;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Origin;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import dev.tagboat.bot.image.ImageEvidence.Via;
import dev.tagboat.bot.net.HttpClients;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reviewer gets to know of an image, and what it costs. */
class ImageEvidenceTest extends FakeRegistry {
  private static final String TIME = "2026-03-01T10:00:00Z";
  private static final String PREFIX = "org.opencontainers.image.";

  private static String claim(String name, String value) {
    return "\"" + PREFIX + name + "\":\"" + value + "\"";
  }

  private static String annotations(String... claims) {
    return ",\"annotations\":{" + String.join(",", claims) + "}";
  }

  private static String config(String architecture, String... labels) {
    return """
        {"created":"%s","os":"linux","architecture":"%s","config":{"User":"1000:1000",\
        "Entrypoint":["/app","serve"],"Cmd":["--port=80"],"Labels":{%s}}}"""
        .formatted(TIME, architecture, String.join(",", labels));
  }

  private Digest single(String config, String more, long... sizes) {
    server.stubFor(get(urlEqualTo(blob(config))).willReturn(aResponse().withBody(config)));
    List<String> layers = new ArrayList<>();
    for (long size : sizes) {
      layers.add(
          "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":" + size + "}");
    }
    String manifest =
        RawPush.manifestOf(config, more)
            .replace("\"layers\":[]", "\"layers\":[" + String.join(",", layers) + "]");
    serveManifest(digest(manifest), MediaTypes.OCI_MANIFEST, manifest);
    return digest(manifest);
  }

  private static String blob(String config) {
    return "/v2/acme/app/blobs/" + digest(config);
  }

  private Digest index(String more, String... children) {
    String index = RawPush.indexOf(List.of(children), more);
    serveManifest(digest(index), MediaTypes.OCI_INDEX, index);
    return digest(index);
  }

  private String child(String architecture, long size) {
    Digest digest = single(config(architecture, claim("source", "https://x/config")), "", size);
    return RawPush.child(digest, RawPush.platform("linux", architecture));
  }

  private void tag(Digest digest) {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(found(digest)));
  }

  private void referrers(Digest digest, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo("/v2/acme/app/referrers/" + digest)).willReturn(answer));
  }

  private static ResponseDefinitionBuilder listing(String... entries) {
    return aResponse()
        .withHeader("Content-Type", MediaTypes.OCI_INDEX)
        .withBody(RawPush.indexOf(List.of(entries), ""));
  }

  private static String referrer(String type, String more) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":7,\"artifactType\":\"%s\"%s}"
        .formatted(MediaTypes.OCI_MANIFEST, digest(type + more), type, more);
  }

  private ImageEvidence.Seen seen(Digest digest) {
    return seen(registry(Memory.NONE), digest);
  }

  private ImageEvidence.Seen seen(OciRegistry registry, Digest digest) {
    return (ImageEvidence.Seen) registry.evidence(image(), digest);
  }

  @Test
  void oneImageSaysAllOfItself() {
    Digest digest =
        single(
            config("amd64", claim("source", "https://x/base"), claim("revision", "abc")),
            annotations(claim("source", "https://x/app"), claim("base.name", "debian:13")),
            100,
            23);

    ImageEvidence.Seen seen = seen(digest);

    assertThat(seen.digest()).isEqualTo(digest);
    assertThat(seen.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    assertThat(seen.at()).isEqualTo(NOW);
    assertThat(seen.created()).isEqualTo(Instant.parse(TIME));
    assertThat(seen.platforms()).containsExactly(new Platform("linux/amd64", digest, 123L));
    assertThat(seen.claims())
        .containsOnlyKeys("source", "revision", "base.name")
        .containsEntry("source", new Claim("https://x/app", Origin.MANIFEST))
        .containsEntry("revision", new Claim("abc", Origin.CONFIG));
    assertThat(seen.command())
        .isEqualTo(new Command("1000:1000", List.of("/app", "serve"), List.of("--port=80")));
    assertThat(seen.attachments()).isEmpty();
    assertThat(seen.gaps()).isEmpty();
  }

  @Test
  void annotationsAreBelievedFromTheOutsideIn() {
    Digest inner =
        single(
            config(
                "amd64",
                claim("title", "c"),
                claim("url", "c"),
                claim("version", "c"),
                claim("revision", "c")),
            annotations(claim("title", "m"), claim("url", "m"), claim("version", "m")));
    String entry = annotations(claim("title", "d"), claim("url", "d"));
    String child =
        RawPush.child(inner, RawPush.platform("linux", "amd64")).replaceFirst("}$", entry + "}");
    Digest index = index(annotations(claim("title", "i")), child);

    assertThat(seen(index).claims())
        .containsEntry("title", new Claim("i", Origin.INDEX))
        .containsEntry("url", new Claim("d", Origin.DESCRIPTOR))
        .containsEntry("version", new Claim("m", Origin.MANIFEST))
        .containsEntry("revision", new Claim("c", Origin.CONFIG));
  }

  @Test
  void oldLabelsCountWhereTheNewOnesAreMissing() {
    String old = "\"org.label-schema.vcs-ref\":\"old\",\"org.label-schema.vcs-url\":\"old\"";

    assertThat(seen(single(config("amd64", old, claim("source", "new")), "")).claims())
        .containsEntry("revision", new Claim("old", Origin.CONFIG))
        .containsEntry("source", new Claim("new", Origin.CONFIG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nb", "\\u202Egpj.exe", "\\u0000", "  ", "x\\u2028y"})
  void whatCannotBeShownIsLeftOut(String value) {
    assertThat(seen(single(config("amd64", claim("version", value)), "")).claims()).isEmpty();
  }

  @Test
  void confirmingAndReadingASinglePlatformCostsEightRequests() {
    Digest digest = single(config("amd64"), "", 1);
    tag(digest);
    OciRegistry registry = registry(Memory.NONE);
    registry.confirm(image(), TAG, digest);
    seen(registry, digest);

    server.verify(1 + 3, headRequestedFor(anyUrl())); // the tag; .sig, .att, .sbom
    server.verify(4, getRequestedFor(anyUrl())); // manifest, config, referrers, fallback tag
  }

  @Test
  void anIndexCostsOneManifestForEachPlatformAndOneConfiguration() {
    Digest index = index("", child("arm64", 30), child("amd64", 20), child("s390x", 10));
    tag(index);
    OciRegistry registry = registry(Memory.NONE);
    registry.confirm(image(), TAG, index);

    assertThat(seen(registry, index).platforms())
        .extracting(Platform::name, Platform::size)
        .containsExactly(
            tuple("linux/arm64", 30L), tuple("linux/amd64", 20L), tuple("linux/s390x", 10L));
    server.verify(1 + 3, headRequestedFor(anyUrl()));
    server.verify(1 + 3 + 1 + 2, getRequestedFor(anyUrl()));
  }

  @Test
  void whatADigestNamesIsReadOnceEvenByAnotherProcess() {
    Digest index = index("", child("arm64", 30), child("amd64", 20));
    referrers(index, listing(referrer("application/vnd.cncf.notary.signature", "")));
    DiskMemory memory = DiskMemory.in(home, Clock.systemUTC());
    ImageEvidence.Seen first = seen(registry(memory), index);
    server.resetRequests();

    assertThat(seen(registry(memory), index)).isEqualTo(first);
    server.verify(1, getRequestedFor(anyUrl())); // the referrers, which may change
    server.verify(3, headRequestedFor(anyUrl()));
    registry(memory).details(image(), index, ImageDetails.Breadth.ONE);
    server.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void aRegistryWithoutReferrersIsNotAskedForThemAgainAtOnce() {
    Digest digest = single(config("amd64"), "");
    OciRegistry registry = registry(Memory.NONE);
    seen(registry, digest);
    seen(registry, digest);

    server.verify(1, getRequestedFor(urlEqualTo("/v2/acme/app/referrers/" + digest)));
  }

  @Test
  void attestationsInTheIndexAreNoPlatforms() {
    String proof =
        RawPush.child(digest("proof"), RawPush.platform("unknown", "unknown"))
            .replaceFirst(
                "}$", ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}}");
    ImageEvidence.Seen seen = seen(index("", child("amd64", 1), proof));

    assertThat(seen.platforms()).hasSize(1);
    assertThat(seen.attachments())
        .containsExactly(new Attachment(Kind.ATTESTATION, Via.INDEX, null, digest("proof")));
  }

  @Test
  void anIndexInsideAnIndexIsAGap() {
    Digest inner = index("", child("amd64", 1));
    String entry =
        RawPush.child(inner, RawPush.platform("linux", "amd64"))
            .replace(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_INDEX);
    ImageEvidence.Seen seen = seen(index("", entry));

    assertThat(seen.platforms()).containsExactly(new Platform("linux/amd64", inner, null));
    assertThat(seen.gaps())
        .containsExactly("the entry " + inner + " is an index itself and was not looked into");
  }

  @Test
  void cosignsTagsAreFound() {
    Digest digest = single(config("amd64"), "");
    for (String suffix : List.of("sig", "att", "sbom")) {
      String url = "/v2/acme/app/manifests/" + digest.value().replace(':', '-') + "." + suffix;
      server.stubFor(head(urlEqualTo(url)).willReturn(found(digest(suffix))));
    }

    assertThat(seen(digest).attachments())
        .containsExactly(
            new Attachment(Kind.SIGNATURE, Via.COSIGN_TAG, null, digest("sig")),
            new Attachment(Kind.ATTESTATION, Via.COSIGN_TAG, null, digest("att")),
            new Attachment(Kind.SBOM, Via.COSIGN_TAG, null, digest("sbom")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/vnd.cncf.notary.signature||SIGNATURE",
        "application/vnd.dev.sigstore.bundle.v0.3+json||SIGNATURE",
        "application/vnd.dev.sigstore.bundle.v0.3+json"
            + "|,\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\","
            + "\"dev.sigstore.bundle.predicateType\":\"https://sigstore.dev/cosign/sign/v1\"}"
            + "|SIGNATURE",
        "application/vnd.dev.sigstore.bundle.v0.3+json"
            + "|,\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\","
            + "\"dev.sigstore.bundle.predicateType\":\"https://slsa.dev/provenance/v1\"}"
            + "|ATTESTATION",
        "application/vnd.dev.sigstore.bundle.v0.3+json"
            + "|,\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\","
            + "\"dev.sigstore.bundle.predicateType\":\"https://spdx.dev/Document\"}"
            + "|SBOM",
        "application/spdx+json||SBOM",
        "application/vnd.in-toto+json||ATTESTATION",
        "application/vnd.acme.notes||OTHER",
      })
  void referrersAreToldApartByTheirTypes(String type, String more, Kind kind) {
    Digest digest = single(config("amd64"), "");
    referrers(digest, listing(referrer(type, more == null ? "" : more)));

    assertThat(seen(digest).attachments())
        .extracting(Attachment::kind, Attachment::via, Attachment::type)
        .containsExactly(tuple(kind, Via.REFERRERS, type));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 405})
  void whereTheReferrersApiSaysNothingItsFallbackTagIsRead(int status) {
    Digest digest = single(config("amd64"), "");
    referrers(digest, listing().withStatus(status));
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/manifests/" + digest.value().replace(':', '-')))
            .willReturn(listing(referrer("application/vnd.cncf.notary.signature", ""))));

    assertThat(seen(digest).attachments())
        .extracting(Attachment::kind, Attachment::via)
        .containsExactly(tuple(Kind.SIGNATURE, Via.REFERRERS_TAG));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429, 500, 503})
  void troubleWithSignaturesIsAGapAndNoFault(int status) {
    Digest digest = single(config("amd64"), "", 5);
    referrers(digest, aResponse().withStatus(status));

    ImageEvidence.Seen seen = seen(digest);

    assertThat(seen.platforms()).extracting(Platform::size).containsExactly(5L);
    assertThat(seen.gaps())
        .singleElement()
        .asString()
        .contains("not everything beside the image was looked for", String.valueOf(status));
  }

  @Test
  void aHugeOrOddListOfReferrersIsBounded() {
    Digest digest = single(config("amd64"), "");
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(referrer("application/vnd.acme." + i, ""));
    }
    referrers(digest, listing(many.toArray(String[]::new)));
    assertThat(seen(digest).attachments()).hasSize(ImageEvidence.MAX_ATTACHMENTS);

    for (String odd : List.of("", "[]", "{\"manifests\":7}", "{\"manifests\":[1,{},null]}")) {
      referrers(digest, aResponse().withBody(odd));
      assertThat(seen(digest).attachments()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aConfigurationThatCannotBeHadNowIsForTime(Fault fault) {
    String config = config("amd64");
    Digest digest = single(config, "");
    server.stubFor(get(urlEqualTo(blob(config))).willReturn(aResponse().withFault(fault)));

    assertThatThrownBy(() -> seen(digest)).isInstanceOf(TransientFault.class);
  }

  @Test
  void aConfigurationThatIsAnotherIsAGap() {
    String config = config("amd64", claim("version", "1"));
    Digest digest = single(config, "", 5);
    server.stubFor(get(urlEqualTo(blob(config))).willReturn(aResponse().withBody(config + " ")));

    ImageEvidence.Seen seen = seen(digest);

    assertThat(seen.claims()).isEmpty();
    assertThat(seen.platforms()).containsExactly(new Platform(null, digest, 5L));
    assertThat(seen.gaps()).singleElement().asString().contains("cannot be read");
  }

  @Test
  void storageAtAPrivateAddressIsNotFollowed() {
    String config = config("amd64");
    Digest digest = single(config, "");
    server.stubFor(
        get(urlEqualTo(blob(config)))
            .willReturn(
                aResponse()
                    .withStatus(307)
                    .withHeader("Location", "http://127.0.0.1:" + elsewhere.port() + "/x")));

    assertThatThrownBy(() -> seen(digest)).isInstanceOf(UserFault.class);
    assertThat(elsewhere.getAllServeEvents()).isEmpty();
  }

  @Test
  void aManifestThatIsGoneOrAnotherIsMissingWithItsReason() {
    serveManifest(DIGEST, MediaTypes.OCI_MANIFEST, MANIFEST + " ");
    OciRegistry registry = registry(Memory.NONE);

    assertThat(registry.evidence(image(), DIGEST)).isInstanceOf(ImageEvidence.Missing.class);
    assertThat(registry.evidence(image(), digest("gone")))
        .isEqualTo(
            new ImageEvidence.Missing(
                "the registry no longer has " + image() + "@" + digest("gone")));
  }

  @Test
  void aRegistryThatAllowsLittleIsAskedForOnePlatformOnly() {
    Digest index = index("", child("arm64", 30), child("amd64", 20));
    String body = RawPush.indexOf(List.of(child("arm64", 30), child("amd64", 20)), "");
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/manifests/" + index))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", MediaTypes.OCI_INDEX)
                    .withHeader("ratelimit-remaining", "7;w=21600")
                    .withBody(body)));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    OciRegistry registry =
        registry(
            RegistrySettings.of(host()),
            HttpClients.shared(),
            Memory.NONE,
            Pauses.refusing(clock),
            clock);

    ImageEvidence.Seen seen = seen(registry, index);

    assertThat(seen.platforms()).extracting(Platform::size).containsExactly(null, 20L);
    assertThat(seen.gaps()).singleElement().asString().contains("only few more requests");
  }

  @Test
  void absurdSizesAreUnknown() {
    assertThat(seen(single(config("amd64"), "", 1, -5)).platforms())
        .extracting(Platform::size)
        .containsExactly((Long) null);
    assertThat(seen(single(config("arm64"), "", Long.MAX_VALUE, 5)).platforms())
        .extracting(Platform::size)
        .containsExactly((Long) null);
  }
}
