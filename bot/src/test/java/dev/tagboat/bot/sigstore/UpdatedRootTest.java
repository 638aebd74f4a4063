package dev.tagboat.bot.sigstore;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sigstore.tuf.RootProvider;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys as an instance publishes them, against a repository of The Update Framework. */
final class UpdatedRootTest {
  private static final Instant NOW = TestAuthorities.NOW;
  private static final String END = "2026-11-27T10:00:00Z";

  private final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  private final KeyPair pair = TestAuthorities.pair();
  private final String root = new TestAuthorities().trustedRoot();
  private HttpUrl mirror = HttpUrl.get("http://localhost/");
  @TempDir Path dir;

  @BeforeEach
  void publish() throws IOException {
    server.start();
    mirror = HttpUrl.get(server.baseUrl() + "/");
    Files.writeString(dir.resolve("1.root.json"), signed(pair, roles(pair)));
    publish(1, root);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String id(KeyPair pair) {
    return hex(TestAuthorities.sha256(pair.getPublic().getEncoded()));
  }

  // Members in the order of their names, nothing between them, line ends as they are: canonical.
  private static String signed(KeyPair by, String content) {
    byte[] canonical = bytes(content.replace("\\n", "\n"));
    return "{\"signatures\":[{\"keyid\":\"%s\",\"sig\":\"%s\"}],\"signed\":%s}"
        .formatted(id(by), hex(TestAuthorities.sign(by.getPrivate(), canonical)), content);
  }

  private static String roles(KeyPair pair) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\\n"
            + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\\n-----END PUBLIC KEY-----\\n";
    String role = "{\"keyids\":[\"" + id(pair) + "\"],\"threshold\":1}";
    return """
        {"_type":"root","consistent_snapshot":true,"expires":"%s","keys":{"%s":{"keytype":"ecdsa",\
        "keyval":{"public":"%s"},"scheme":"ecdsa-sha2-nistp256"}},"roles":{"root":%s,\
        "snapshot":%s,"targets":%s,"timestamp":%s},"spec_version":"1.0","version":1}"""
        .formatted(END, id(pair), pem, role, role, role, role);
  }

  private void serve(String path, String body) {
    server.stubFor(get(urlEqualTo(path)).willReturn(aResponse().withBody(body)));
  }

  private void publish(int version, String trustedRoot) {
    publish(pair, version, trustedRoot);
  }

  private void publish(KeyPair by, int version, String trustedRoot) {
    String list = "{\"%s.json\":{\"version\":%d}}";
    String head = "{\"_type\":\"%s\",\"expires\":\"" + END + "\",";
    String foot = ",\"spec_version\":\"1.0\",\"version\":" + version + "}";
    String hash = hex(TestAuthorities.sha256(bytes(trustedRoot)));
    serve(
        "/timestamp.json",
        signed(
            by,
            head.formatted("timestamp")
                + "\"meta\":"
                + list.formatted("snapshot", version)
                + foot));
    serve(
        "/" + version + ".snapshot.json",
        signed(
            by,
            head.formatted("snapshot") + "\"meta\":" + list.formatted("targets", version) + foot));
    serve(
        "/" + version + ".targets.json",
        signed(
            by,
            head.formatted("targets")
                + "\"spec_version\":\"1.0\",\"targets\":{\"trusted_root.json\":{\"hashes\":"
                + "{\"sha256\":\"%s\"},\"length\":%d}},\"version\":%d}"
                    .formatted(hash, bytes(trustedRoot).length, version)));
    serve("/targets/" + hash + ".trusted_root.json", trustedRoot);
  }

  private UpdatedRoot updated(Instant now) {
    return new UpdatedRoot(
        mirror,
        RootProvider.fromFile(dir.resolve("1.root.json")),
        dir.resolve("cache"),
        HttpClients.shared(),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private UpdatedRoot updated() {
    return updated(NOW);
  }

  @Test
  void theKeysAreThoseThatThePublisherSigned() {
    assertThat(updated().get().getCAs()).hasSize(1);
    server.verify(5, getRequestedFor(anyUrl()));
  }

  @Test
  void whatIsKnownIsNotFetchedAgain() {
    updated().get();
    server.resetRequests();

    assertThat(updated().get().getTLogs()).hasSize(1);
    server.verify(2, getRequestedFor(anyUrl()));
  }

  @Test
  void keysAreFetchedAgainAfterAWhile() {
    int[] asked = {0};
    Instant[] now = {NOW};
    TrustedRoots source = updated();
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now[0];
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    Kept kept =
        new Kept(
            () -> {
              asked[0]++;
              return source.get();
            },
            clock);

    kept.get();
    now[0] = NOW.plus(Duration.ofHours(5));
    kept.get();
    assertThat(asked[0]).isEqualTo(1);
    now[0] = NOW.plus(Duration.ofHours(6));
    kept.get();
    assertThat(asked[0]).isEqualTo(2);
  }

  private void fails(Instant now, String why) {
    assertThatThrownBy(() -> updated(now).get())
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("Tried to fetch the keys of Sigstore from localhost, but ")
        .hasMessageContaining(why);
  }

  @Test
  void keysThatSomebodyElseSignedAreRefused() {
    publish(TestAuthorities.pair(), 2, new TestAuthorities().trustedRoot());

    fails(NOW, "");
  }

  @Test
  void olderKeysThanThoseThatAreKnownAreRefused() {
    publish(2, root);
    updated().get();
    publish(1, new TestAuthorities().trustedRoot());

    fails(NOW, "");
  }

  @Test
  void keysThatNobodyHasSignedForTooLongAreRefused() {
    fails(Instant.parse(END).plusSeconds(1), "");
  }

  @Test
  void otherKeysThanThoseThatWereSignedAreRefused() {
    server.stubFor(
        get(urlMatching("/targets/.*"))
            .willReturn(aResponse().withBody(new TestAuthorities().trustedRoot())));

    fails(NOW, "");
  }

  @Test
  void anEndlessFileAndAServerInTroubleAreTrouble() {
    serve("/timestamp.json", " ".repeat(3_000_000));
    fails(NOW, "");
    server.stubFor(get(urlEqualTo("/timestamp.json")).willReturn(aResponse().withStatus(500)));
    fails(NOW, "it answered 500 for timestamp.json");
    server.stop();
    fails(NOW, "");
  }
}
