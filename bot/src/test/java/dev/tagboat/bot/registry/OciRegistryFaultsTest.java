package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry may answer that is not what we hoped for; each has a stated outcome. */
class OciRegistryFaultsTest {
  private static final String TAG_URL = "/v2/acme/app/manifests/1.2.3";
  private static final Tag TAG = new Tag("1.2.3");
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final String MANIFEST =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
      "config":{"mediaType":"application/vnd.oci.image.config.v1+json"},\
      "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip"}]}""";
  private static final Digest DIGEST = digest(MANIFEST);

  @TempDir Path home;

  private final WireMockServer server = mock();
  private final WireMockServer elsewhere = mock();

  private static WireMockServer mock() {
    WireMockServer mock =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    mock.start();
    return mock;
  }

  @BeforeEach
  void serveAnImage() {
    server.stubFor(head(urlEqualTo(TAG_URL)).willReturn(found(DIGEST)));
    serveManifest(DIGEST, MediaTypes.OCI_MANIFEST, MANIFEST);
  }

  @AfterEach
  void stop() {
    server.stop();
    elsewhere.stop();
  }

  private static Digest digest(String text) {
    return Digests.sha256(ByteString.encodeUtf8(text));
  }

  private static ResponseDefinitionBuilder found(Digest digest) {
    return aResponse()
        .withHeader("Docker-Content-Digest", digest.value())
        .withHeader("Content-Type", MediaTypes.OCI_MANIFEST);
  }

  private void serveManifest(Digest digest, String type, String body) {
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/manifests/" + digest))
            .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
  }

  private String host() {
    return "127.0.0.1:" + server.port();
  }

  private OciRegistry registry(RegistrySettings settings) {
    return registry(settings, HttpClients.shared());
  }

  private OciRegistry registry(RegistrySettings settings, OkHttpClient client) {
    return new OciRegistry(
        new Endpoints(List.of(settings), false),
        client,
        new Logins(Map.of(), home),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Confirmation confirm() {
    return confirm(RegistrySettings.of(host()));
  }

  private Confirmation confirm(RegistrySettings settings) {
    return registry(settings).confirm(ImageName.of(host(), "acme/app").orElseThrow(), TAG, null);
  }

  private RegistrySettings withLogin() {
    return RegistrySettings.of(host()).withLogin("user", Secret.of("hunter2-secret"));
  }

  private void challenge(String header) {
    server.stubFor(
        any(urlEqualTo(TAG_URL))
            .withHeader("Authorization", WireMock.absent())
            .atPriority(1)
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", header)));
  }

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
  void getsAndKeepsABearerToken() {
    challenge("Bearer realm=\"http://" + host() + "/token\",service=\"reg\",scope=\"all:*:*\"");
    server.stubFor(
        get(urlPathEqualTo("/token"))
            .willReturn(aResponse().withBody("{\"access_token\":\"abc\",\"expires_in\":300}")));
    OciRegistry registry = registry(withLogin());
    ImageName image = ImageName.of(host(), "acme/app").orElseThrow();
    registry.confirm(image, TAG, null);
    assertThat(registry.confirm(image, TAG, null)).isInstanceOf(Confirmation.Confirmed.class);
    server.verify(
        1,
        getRequestedFor(urlPathEqualTo("/token"))
            .withQueryParam("scope", WireMock.equalTo("repository:acme/app:pull"))
            .withQueryParam("service", WireMock.equalTo("reg"))
            .withBasicAuth(new BasicCredentials("user", "hunter2-secret")));
    server.verify(
        headRequestedFor(urlEqualTo(TAG_URL))
            .withHeader("Authorization", WireMock.equalTo("Bearer abc")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"http://tokens.example.com/token\"",
        "Bearer realm=\"https://tokens.example.com/token\"",
        "Bearer realm=\"http://169.254.169.254/latest/meta-data\"",
        "Bearer realm=\"file:///etc/passwd\"",
        "Bearer realm=\"\"",
        "Bearer service=\"reg\"",
        "Digest realm=\"x\",nonce=\"y\"",
        "Negotiate"
      })
  void aForeignOrUnusableRealmNeverSeesThePassword(String challenge) {
    challenge(challenge);
    assertThatThrownBy(() -> confirm(withLogin()))
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{}", "{\"token\":\"a\\r\\nX: y\"}", "{\"token\":7.5e3"})
  void aTokenThatCannotBeReadIsForAPerson(String body) {
    challenge("Bearer realm=\"http://" + host() + "/token\"");
    server.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withBody(body)));
    assertThatThrownBy(() -> confirm(withLogin()))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("token");
  }

  @Test
  void aTokenServerThatRefusesIsForAPersonAndOneThatFailsPasses() {
    challenge("Bearer realm=\"http://" + host() + "/token\"");
    server.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(401)));
    assertThatThrownBy(() -> confirm(withLogin())).isInstanceOf(UserFault.class);
    server.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(503)));
    assertThatThrownBy(() -> confirm(withLogin())).isInstanceOf(TransientFault.class);
  }

  @Test
  void aRefusedPasswordIsAskedWithOnlyOnce() {
    server.stubFor(
        any(urlEqualTo(TAG_URL))
            .willReturn(
                aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"r\"")));
    assertThatThrownBy(() -> confirm(withLogin()))
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("hunter2");
    server.verify(2, headRequestedFor(anyUrl()));
  }

  // Docker Hub answers so for a repository that does not exist.
  @Test
  void anImageThatNobodyMayReadIsForAPerson() {
    challenge("Bearer realm=\"http://" + host() + "/token\"");
    server.stubFor(
        any(urlEqualTo(TAG_URL))
            .atPriority(1)
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader(
                        "WWW-Authenticate", "Bearer realm=\"http://" + host() + "/token\"")));
    server.stubFor(
        get(urlPathEqualTo("/token")).willReturn(aResponse().withBody("{\"token\":\"abc\"}")));
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("Check the name");
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
  void aRedirectToAnUnconfiguredPrivateHostIsNotFollowed() {
    redirectTo("http://127.0.0.1:" + elsewhere.port() + "/x");
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("private or loopback");
    assertThat(elsewhere.getAllServeEvents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://[::1]:1/x",
        "http://localhost:1/x",
        "http://2130706433:1/x",
        "http://10.0.0.1/x"
      })
  void aRedirectToAPrivateAddressIsNotFollowedHoweverItIsSpelled(String location) {
    redirectTo(location);
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("private or loopback");
  }

  @Test
  void aRedirectToATrustedHostIsFollowedWithoutThePassword() {
    challenge("Basic realm=\"r\"");
    redirectTo("http://127.0.0.1:" + elsewhere.port() + "/x");
    elsewhere.stubFor(head(urlEqualTo("/x")).willReturn(found(DIGEST)));
    RegistrySettings trusting =
        new RegistrySettings(
            host(),
            "user",
            Secret.of("hunter2-secret"),
            false,
            List.of("127.0.0.1:" + elsewhere.port()));
    assertThat(confirm(trusting)).isInstanceOf(Confirmation.Confirmed.class);
    elsewhere.verify(headRequestedFor(anyUrl()).withHeader("Authorization", WireMock.absent()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/acme/app/manifests/1.2.3", "ftp://x/y", "http://"})
  void aRedirectThatLeadsNowhereEnds(String location) {
    redirectTo(location);
    assertThatThrownBy(this::confirm).isInstanceOf(UserFault.class);
  }

  private void redirectTo(String location) {
    server.stubFor(
        head(urlEqualTo(TAG_URL))
            .willReturn(aResponse().withStatus(307).withHeader("Location", location)));
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
    OciRegistry any = OciRegistry.any(List.of(), Clock.systemUTC());
    ImageName image = ImageName.of(host(), "acme/app").orElseThrow();
    assertThatThrownBy(() -> any.confirm(image, TAG, null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("private or loopback");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void usesWhatDockerLoginStored() throws Exception {
    String auth = ByteString.encodeString("user:hunter2-secret", StandardCharsets.UTF_8).base64();
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(
        home.resolve(".docker/config.json"),
        "{\"auths\":{\"" + host() + "\":{\"auth\":\"" + auth + "\"}}}");
    challenge("Basic realm=\"r\"");
    assertThat(confirm()).isInstanceOf(Confirmation.Confirmed.class);
    server.verify(
        headRequestedFor(urlEqualTo(TAG_URL))
            .withHeader("Authorization", WireMock.equalTo("Basic " + auth)));
  }

  @Test
  void aBrokenDockerConfigurationIsForAPerson() throws Exception {
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), "{\"auths\": hunter2");
    challenge("Basic realm=\"r\"");
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("hunter2");
  }
}
