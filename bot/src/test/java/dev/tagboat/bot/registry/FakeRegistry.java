package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry that tests make up answer by answer, and the adapter that asks it. */
abstract class FakeRegistry {
  static final String TAG_URL = "/v2/acme/app/manifests/1.2.3";
  static final Tag TAG = new Tag("1.2.3");
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  static final String MANIFEST =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
      "config":{"mediaType":"application/vnd.oci.image.config.v1+json"},\
      "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip"}]}""";
  static final Digest DIGEST = digest(MANIFEST);

  @TempDir Path home;

  final WireMockServer server = mock();
  final WireMockServer elsewhere = mock();

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

  static Digest digest(String text) {
    return Digests.sha256(ByteString.encodeUtf8(text));
  }

  static ResponseDefinitionBuilder found(Digest digest) {
    return aResponse()
        .withHeader("Docker-Content-Digest", digest.value())
        .withHeader("Content-Type", MediaTypes.OCI_MANIFEST);
  }

  void serveManifest(Digest digest, String type, String body) {
    server.stubFor(
        get(urlEqualTo("/v2/acme/app/manifests/" + digest))
            .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
  }

  String host() {
    return "127.0.0.1:" + server.port();
  }

  OciRegistry registry(RegistrySettings settings) {
    return registry(settings, HttpClients.shared());
  }

  OciRegistry registry(RegistrySettings settings, OkHttpClient client) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return registry(settings, client, Memory.NONE, Pauses.none(clock), clock);
  }

  OciRegistry registry(
      RegistrySettings settings, OkHttpClient client, Memory memory, Pauses pauses, Clock clock) {
    return new OciRegistry(
        new Endpoints(List.of(settings), false),
        client,
        new Logins(Map.of(), home),
        memory,
        pauses,
        clock);
  }

  /** One that remembers. */
  OciRegistry registry(Memory memory) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    RegistrySettings settings = RegistrySettings.of(host());
    return registry(settings, HttpClients.shared(), memory, Pauses.none(clock), clock);
  }

  ImageName image() {
    return ImageName.of(host(), "acme/app").orElseThrow();
  }

  Confirmation confirm() {
    return confirm(RegistrySettings.of(host()));
  }

  Confirmation confirm(RegistrySettings settings) {
    return registry(settings).confirm(ImageName.of(host(), "acme/app").orElseThrow(), TAG, null);
  }

  RegistrySettings withLogin() {
    return RegistrySettings.of(host()).withLogin("user", Secret.of("hunter2-secret"));
  }

  void challenge(String header) {
    server.stubFor(
        any(urlEqualTo(TAG_URL))
            .withHeader("Authorization", WireMock.absent())
            .atPriority(1)
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", header)));
  }
}
