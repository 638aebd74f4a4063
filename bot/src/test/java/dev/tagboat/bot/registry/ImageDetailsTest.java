package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.ImageDetails.Breadth;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What images say of themselves, answer by answer. */
class ImageDetailsTest extends FakeRegistry {
  private static final String TIME = "2026-03-01T10:00:00Z";
  private static final String LATER = "2026-03-01T12:30:00+01:00";
  private static final String EPOCH = "1970-01-01T00:00:00Z";
  private static final String ATTESTATION =
      ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":"
          + "{\"vnd.docker.reference.type\":\"attestation-manifest\"}";

  private void blob(String text, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(blobUrl(text))).willReturn(answer));
  }

  private static String blobUrl(String text) {
    return "/v2/acme/app/blobs/" + digest(text);
  }

  private Digest single(String config, String more) {
    blob(config, aResponse().withBody(config));
    String manifest = RawPush.manifestOf(config, more);
    serveManifest(digest(manifest), MediaTypes.OCI_MANIFEST, manifest);
    return digest(manifest);
  }

  private Digest index(List<String> children, String more) {
    String index = RawPush.indexOf(children, more);
    serveManifest(digest(index), MediaTypes.OCI_INDEX, index);
    return digest(index);
  }

  private String child(String os, String architecture, String created) {
    Digest digest = single(RawPush.config(created, os, architecture), "");
    return RawPush.child(digest, RawPush.platform(os, architecture));
  }

  private static String annotated(String created) {
    return ",\"annotations\":{\"org.opencontainers.image.created\":\"" + created + "\"}";
  }

  private ImageDetails details(Digest digest, Breadth breadth) {
    return registry(Memory.NONE).details(image(), digest, breadth);
  }

  private ImageDetails details(Digest digest) {
    return details(digest, Breadth.ONE);
  }

  @Test
  void anImageHasOneManifestAndOneConfiguration() {
    String config =
        """
        {"created":"2026-03-01T10:00:00.5Z","os":"linux","architecture":"arm64","variant":"v8",\
        "config":{"Labels":{"org.opencontainers.image.title":"base","other":"x",\
        "org.opencontainers.image.source":"https://example.com/app"}}}""";
    String more = ",\"annotations\":{\"org.opencontainers.image.title\":\"app\"}";

    assertThat(details(single(config, more)))
        .isEqualTo(
            new ImageDetails(
                Instant.parse("2026-03-01T10:00:00.5Z"),
                List.of("linux/arm64/v8"),
                Map.of("title", "app", "source", "https://example.com/app")));
    server.verify(2, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        EPOCH,
        "0001-01-01T00:00:00Z",
        "1980-01-01T00:00:01Z",
        "",
        "yesterday",
        "2026-03-01",
        "-999999999-01-01T00:00:00Z"
      })
  void aTimeThatSaysNothingGivesWayToTheAnnotation(String created) {
    String config = RawPush.config(created, "linux", "amd64");

    assertThat(details(single(config, annotated(TIME))).created()).isEqualTo(Instant.parse(TIME));
    assertThat(details(single(config, annotated(created))).created()).isNull();
  }

  @Test
  void theConfigurationsOwnTimeWinsAndALabelIsNone() {
    String config = RawPush.config(TIME, "linux", "amd64");
    String label =
        "{\"os\":\"linux\",\"config\":{\"Labels\":{\"org.opencontainers.image.created\":\""
            + TIME
            + "\"}}}";

    assertThat(details(single(config, annotated(LATER))).created()).isEqualTo(Instant.parse(TIME));
    assertThat(details(single(label, ""))).isEqualTo(ImageDetails.EMPTY);
  }

  @Test
  void ofAnIndexOnePlatformIsReadAndAttestationsAreNone() {
    String attestation = RawPush.child(digest("attestation"), ATTESTATION);
    Digest index =
        index(
            List.of(child("linux", "arm64", LATER), attestation, child("linux", "amd64", TIME)),
            "");

    assertThat(details(index))
        .isEqualTo(
            new ImageDetails(Instant.parse(TIME), List.of("linux/arm64", "linux/amd64"), Map.of()));
    server.verify(3, getRequestedFor(anyUrl()));
  }

  @Test
  void theNewestOfAllPlatformsCountsWhenAllAreRead() {
    Digest index =
        index(
            List.of(child("linux", "amd64", TIME), child("linux", "arm64", LATER)),
            annotated("2026-09-09T09:09:09Z"));

    assertThat(details(index, Breadth.ALL).created())
        .isEqualTo(Instant.parse("2026-03-01T11:30:00Z"));
  }

  @Test
  void theIndexSpeaksForPlatformsThatSayNothing() {
    Digest index =
        index(
            List.of(child("linux", "amd64", EPOCH), child("linux", "arm64", EPOCH)),
            annotated(TIME));

    assertThat(details(index).created()).isEqualTo(Instant.parse(TIME));
    assertThat(details(index, Breadth.ALL).created()).isEqualTo(Instant.parse(TIME));
  }

  @Test
  void aPlatformThatTheIndexDoesNotTellIsReadFromTheConfiguration() {
    Digest bare = single(RawPush.config(TIME, "linux", "s390x"), "");
    Digest index = index(List.of(child("linux", "amd64", TIME), RawPush.child(bare, "")), "");

    assertThat(details(index).platforms()).containsExactly("linux/amd64", "linux/s390x");
  }

  @Test
  void noIndexMakesUsReadWithoutEnd() {
    List<String> children = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      children.add(child("linux", "arch" + i, TIME));
    }
    Digest index = index(children, "");

    assertThat(details(index, Breadth.ALL).platforms()).hasSize(64);
    server.verify(1 + 2 * 16, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>hello</html>",
        "[]",
        "{\"schemaVersion\":1,\"history\":[]}",
        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.cncf.helm.config.v1+json\"}}",
        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\"}}",
        "{\"schemaVersion\":2,\"config\":7,\"annotations\":[1]}"
      })
  void whatIsNoImageSaysNothing(String body) {
    serveManifest(digest(body), MediaTypes.OCI_MANIFEST, body);

    assertThat(details(digest(body))).isEqualTo(ImageDetails.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemaVersion\":2,\"manifests\":7}",
        "{\"schemaVersion\":2,\"manifests\":[]}",
        "{\"schemaVersion\":2,\"manifests\":[1,null,{},{\"digest\":\"sha256:0\"}]}"
      })
  void anOddIndexSaysNothing(String body) {
    serveManifest(digest(body), MediaTypes.OCI_INDEX, body);

    assertThat(details(digest(body), Breadth.ALL)).isEqualTo(ImageDetails.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"created\":17,\"os\":[],\"architecture\":\"a\\u0007b\",\"config\":\"x\"}",
        "{\"os\":\"linux\",\"architecture\":\"../../etc\"}"
      })
  void anOddConfigurationSaysNothing(String config) {
    assertThat(details(single(config, ""))).isEqualTo(ImageDetails.EMPTY);
  }

  @Test
  void aConfigurationThatIsAnotherOrMissingOrHugeSaysNothingAndIsAskedForAgain() {
    String config = RawPush.config(TIME, "linux", "amd64");
    Digest digest = single(config, "");
    OciRegistry registry = registry(DiskMemory.in(home, Clock.systemUTC()));
    for (ResponseDefinitionBuilder bad :
        List.of(
            aResponse().withBody(config + " "),
            aResponse().withStatus(404),
            aResponse().withBody("x".repeat(Blobs.MAX_SIZE + 1)))) {
      blob(config, bad);
      assertThat(registry.details(image(), digest, Breadth.ONE)).isEqualTo(ImageDetails.EMPTY);
    }
    blob(config, aResponse().withBody(config));

    assertThat(registry.details(image(), digest, Breadth.ONE).created()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenConnectionIsForTimeAndNothingIsRemembered(Fault fault) {
    String config = RawPush.config(TIME, "linux", "amd64");
    Digest digest = single(config, "");
    OciRegistry registry = registry(DiskMemory.in(home, Clock.systemUTC()));
    blob(config, aResponse().withFault(fault));
    assertThatThrownBy(() -> registry.details(image(), digest, Breadth.ONE))
        .isInstanceOf(TransientFault.class);

    blob(config, aResponse().withBody(config));
    assertThat(registry.details(image(), digest, Breadth.ONE).created()).isNotNull();
  }

  @Test
  void whatWasReadIsRememberedByDigest() {
    DiskMemory memory = DiskMemory.in(home, Clock.systemUTC());
    Digest digest = single(RawPush.config(TIME, "linux", "amd64"), annotated(LATER));
    ImageDetails first = registry(memory).details(image(), digest, Breadth.ONE);
    server.resetAll();

    assertThat(registry(memory).details(image(), digest, Breadth.ONE)).isEqualTo(first);
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void storageOnAnotherHostIsFollowedWithoutThePassword() {
    String config = RawPush.config(TIME, "linux", "amd64");
    Digest digest = single(config, "");
    String cdn = "127.0.0.1:" + elsewhere.port();
    blob(config, aResponse().withStatus(307).withHeader("Location", "http://" + cdn + "/x?sig=1"));
    server.stubFor(
        any(anyUrl())
            .withHeader("Authorization", absent())
            .atPriority(1)
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic")));
    elsewhere.stubFor(get(urlEqualTo("/x?sig=1")).willReturn(aResponse().withBody(config)));
    RegistrySettings trusting =
        new RegistrySettings(host(), "user", Secret.of("hunter2-secret"), false, List.of(cdn));

    assertThat(registry(trusting).details(image(), digest, Breadth.ONE).created())
        .isEqualTo(Instant.parse(TIME));
    elsewhere.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", absent()));
  }

  @Test
  void storageAtAPrivateAddressThatNobodyNamedIsNotFollowed() {
    String config = RawPush.config(TIME, "linux", "amd64");
    Digest digest = single(config, "");
    String cdn = "http://127.0.0.1:" + elsewhere.port() + "/x";
    blob(config, aResponse().withStatus(307).withHeader("Location", cdn));

    assertThatThrownBy(() -> details(digest)).isInstanceOf(UserFault.class);
    assertThat(elsewhere.getAllServeEvents()).isEmpty();
  }
}
