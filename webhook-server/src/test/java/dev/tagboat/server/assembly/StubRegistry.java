package dev.tagboat.server.assembly;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A registry that has every tag of every image, but for what a test makes up. */
final class StubRegistry implements AutoCloseable {
  static final String MANIFEST =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
      "config":{"mediaType":"application/vnd.oci.image.config.v1+json"},\
      "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip"}]}""";
  static final String DIGEST = "sha256:" + sha256(MANIFEST);

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

  StubRegistry() {
    server.start();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(image()));
  }

  static ResponseDefinitionBuilder image() {
    return aResponse()
        .withHeader("Docker-Content-Digest", DIGEST)
        .withHeader("Content-Type", "application/vnd.oci.image.manifest.v1+json")
        .withBody(MANIFEST);
  }

  String host() {
    return "127.0.0.1:" + server.port();
  }

  /** All requests for this image, such as {@code acme/app}. */
  MappingBuilder asked(String path) {
    return any(urlMatching("/v2/" + path + "/manifests/.*")).atPriority(5);
  }

  WireMockServer server() {
    return server;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
