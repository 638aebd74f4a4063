package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.HttpClients;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry may answer that is not what we hoped for; each has a stated outcome. */
class OciRegistryFaultsTest extends FakeRegistry {
  @Test
  void theCommonCaseCostsOneHeadAndOneGet() {
    OciRegistry registry = registry(RegistrySettings.of(host()));
    ImageName image = ImageName.of(host(), "acme/app").orElseThrow();
    registry.confirm(image, TAG, DIGEST);
    assertThat(registry.confirm(image, TAG, DIGEST)).isInstanceOf(Confirmation.Confirmed.class);
    server.verify(2, headRequestedFor(anyUrl()));
    server.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void aMissingDigestHeaderIsMadeUpForByHashing() {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(aResponse()));
    server.stubFor(
        get(urlEqualTo(TAG_URL))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", MediaTypes.OCI_MANIFEST + "; charset=utf-8")
                    .withBody(MANIFEST)));
    assertThat(confirm())
        .isInstanceOfSatisfying(
            Confirmation.Confirmed.class,
            confirmed -> assertThat(confirmed.digest()).isEqualTo(DIGEST));
    server.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void bytesThatAreNotWhatTheDigestNamesAreRefused() {
    serveManifest(DIGEST, MediaTypes.OCI_MANIFEST, MANIFEST + " ");
    assertThat(confirm()).isInstanceOf(Confirmation.Refused.class);
    assertThat(confirm().sentence()).contains("damaged or lies");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>hello</html>", "{\"schemaVersion\":2", "[]", "{}", "{}{}"})
  void garbageIsRefused(String body) {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(found(digest(body))));
    serveManifest(digest(body), "text/html", body);
    assertThat(confirm()).isInstanceOf(Confirmation.Refused.class);
  }

  @Test
  void aWebPageInsteadOfARegistryIsRefused() {
    server.stubFor(
        any(urlEqualTo(TAG_URL))
            .willReturn(
                aResponse().withHeader("Content-Type", "text/html").withBody("<html></html>")));
    assertThat(confirm().sentence()).contains("is this host a container registry?");
  }

  @Test
  void aHugeManifestIsRefused() {
    String huge = "x".repeat(Manifests.MAX_SIZE + 1);
    serveManifest(DIGEST, MediaTypes.OCI_MANIFEST, huge);
    assertThat(confirm().sentence()).contains("larger than");
  }

  @Test
  void anOldManifestSaysWhatToDo() {
    String body = "{\"schemaVersion\":1}";
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(found(digest(body))));
    serveManifest(digest(body), "application/vnd.docker.distribution.manifest.v1+prettyjws", body);
    assertThat(confirm().sentence()).contains("schema 1").contains("push the image again");
  }

  @Test
  void aMissingTagIsNotReadable() {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(aResponse().withStatus(404)));
    assertThat(confirm()).isInstanceOf(Confirmation.NotReadable.class);
  }

  @Test
  void aManifestThatVanishesInBetweenIsNotReadable() {
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/manifests/" + DIGEST))
            .willReturn(aResponse().withStatus(404)));
    assertThat(confirm()).isInstanceOf(Confirmation.NotReadable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void serverErrorsPass(int status) {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(aResponse().withStatus(status)));
    assertThatThrownBy(this::confirm)
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining(String.valueOf(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"120", "Tue, 24 Nov 2026 08:02:00 GMT"})
  void tooManyRequestsPassAfterTheStatedPause(String retryAfter) {
    server.stubFor(
        head(urlEqualTo(TAG_URL))
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", retryAfter)));
    TransientFault fault = catchThrowableOfType(TransientFault.class, this::confirm);
    assertThat(fault.retryAfter()).contains(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void brokenConnectionsPass(Fault fault) {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(aResponse().withFault(fault)));
    server.stubFor(get(anyUrl()).willReturn(aResponse().withFault(fault)));
    assertThatThrownBy(this::confirm).isInstanceOf(TransientFault.class);
  }

  @Test
  void aSlowAnswerPasses() {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(found(DIGEST).withFixedDelay(5000)));
    OkHttpClient impatient =
        HttpClients.shared().newBuilder().readTimeout(Duration.ofMillis(200)).build();
    OciRegistry registry = registry(RegistrySettings.of(host()), impatient);
    ImageName image = ImageName.of(host(), "acme/app").orElseThrow();
    assertThatThrownBy(() -> registry.confirm(image, TAG, null))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("SocketTimeoutException");
  }

  @Test
  void aServerThatIsNotThereMayComeBack() {
    server.stop();
    RegistrySettings settings = RegistrySettings.of("127.0.0.1:9");
    ImageName image = ImageName.of("127.0.0.1:9", "acme/app").orElseThrow();
    assertThatThrownBy(() -> registry(settings).confirm(image, TAG, null))
        .isInstanceOf(TransientFault.class);
  }

  @Test
  void aForbiddenRepositoryIsForAPerson() {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(aResponse().withStatus(403)));
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("may pull this repository");
  }

  @Test
  void aHostConfiguredTwiceIsSaid() {
    RegistrySettings one = RegistrySettings.of("docker.io");
    RegistrySettings two = RegistrySettings.of("index.docker.io");
    assertThatThrownBy(() -> OciRegistry.onlyConfigured(List.of(one, two), Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("configured twice");
  }

  @Test
  void aRegistryThatIsNotConfiguredIsNotAsked() {
    OciRegistry registry = registry(RegistrySettings.of("registry.acme.io"));
    ImageName image = ImageName.of(host(), "acme/app").orElseThrow();
    assertThatThrownBy(() -> registry.confirm(image, TAG, null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("not configured");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void anyRegistryMeansAnyPublicOne() {
    OciRegistry any = OciRegistry.any(List.of(), Memory.NONE, Clock.systemUTC());
    ImageName image = ImageName.of(host(), "acme/app").orElseThrow();
    assertThatThrownBy(() -> any.confirm(image, TAG, null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("private or loopback");
    assertThat(server.getAllServeEvents()).isEmpty();
  }
}
