package dev.tagboat.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.server.config.HookType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DistributionDecoderTest {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private static List<Decoded> decode(String body) {
    return decode(body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Decoded> decode(byte[] body) {
    return Decoder.of(HookType.DISTRIBUTION)
        .decode(new Received(EventHeaders.NONE, body), Hooks.of(HookType.DISTRIBUTION));
  }

  private static Decoded one(String event) {
    List<Decoded> decoded = decode("{\"events\":[" + event + "]}");
    assertThat(decoded).hasSize(1);
    return decoded.get(0);
  }

  private static String event(String action, String mediaType, String repository, String more) {
    return "{\"action\":\"%s\",\"target\":{\"mediaType\":\"%s\",\"repository\":\"%s\"%s}}"
        .formatted(action, mediaType, repository, more);
  }

  private static String tagged(String repository, String tag) {
    return event(
        "push", INDEX, repository, ",\"digest\":\"" + DIGEST + "\",\"tag\":\"" + tag + "\"");
  }

  private static String ignored(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Ignored.class);
    return ((Decoded.Ignored) decoded).reason();
  }

  private static String unreadable(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
    return ((Decoded.Unreadable) decoded).reason();
  }

  private static byte[] recorded(String name) throws IOException {
    try (InputStream in = DistributionDecoderTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void anIndexAsRegistry3SendsIt() throws IOException {
    List<Decoded> decoded = decode(recorded("distribution-3-index.json"));

    assertThat(decoded).hasSize(1);
    ImagePush push = ((Decoded.Pushed) decoded.get(0)).push();
    assertThat(push.image()).hasToString("registry.acme.io/shop/api");
    assertThat(push.tag()).hasToString("1.5.0");
    assertThat(push.digest())
        .isEqualTo(
            new Digest("sha256:9dccf05d2d78f5fbfd4b56ab5791a2a13fe10c2ee1eaaaf40ec8d2e349e62dff"));
    assertThat(push.mediaType()).isEqualTo(INDEX);
    assertThat(push.pushedAt()).isEqualTo(Instant.parse("2026-11-23T11:53:57.838407386Z"));
    assertThat(push.pusher()).isEqualTo("ci-bot");
  }

  @Test
  void theHostInThePayloadIsNotBelieved() {
    String event =
        tagged("acme/app", "1")
            .replace("\"action\"", "\"request\":{\"host\":\"evil.io\"},\"action\"");

    assertThat(((Decoded.Pushed) one(event)).push().image().registry())
        .isEqualTo("registry.acme.io");
  }

  @Test
  void whatIsNoPushOfAnImageIsIgnored() {
    assertThat(ignored(one(event("push", "application/octet-stream", "a/b", ""))))
        .isEqualTo("a blob, not a manifest");
    for (String action : List.of("pull", "mount", "delete", "Push", "push ")) {
      assertThat(ignored(one(event(action, INDEX, "a/b", ",\"tag\":\"1\""))))
          .startsWith("not a push but");
    }
    assertThat(ignored(one(event("push", INDEX, "a/b", ",\"digest\":\"" + DIGEST + "\""))))
        .isEqualTo("a manifest without a tag");
    for (String suffix : List.of("", ".sig", ".att", ".sbom")) {
      assertThat(ignored(one(tagged("a/b", "sha256-" + "0".repeat(64) + suffix))))
          .isEqualTo("a signature or attestation, not an image");
    }
  }

  @Test
  void whatHoldsNoImageIsIgnored() {
    String references = ",\"tag\":\"1\",\"references\":[{\"mediaType\":\"%s\"}]";
    assertThat(
            ignored(
                one(
                    event(
                        "push",
                        "application/vnd.oci.image.manifest.v1+json",
                        "a/chart",
                        references.formatted("application/vnd.cncf.helm.config.v1+json")))))
        .isEqualTo("a Helm chart, not an image");
    assertThat(
            ignored(
                one(
                    event(
                        "push",
                        INDEX,
                        "a/cache",
                        references.formatted("application/vnd.buildkit.cacheconfig.v0")))))
        .isEqualTo("a build cache, not an image");
  }

  @Test
  void aBadEventDoesNotLoseTheOthers() {
    List<Decoded> decoded =
        decode(
            "{\"events\":[{},7,null,\"x\",[],"
                + tagged("a/b", "-bad")
                + ","
                + tagged("A/B", "1")
                + ","
                + tagged("a/b", "good")
                + "]}");

    assertThat(decoded).hasSize(8);
    assertThat(decoded.subList(0, 7)).allMatch(Decoded.Unreadable.class::isInstance);
    assertThat(decoded.get(7)).isInstanceOf(Decoded.Pushed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-x",
        ".x",
        "a b",
        "a/b",
        "a:b",
        "é",
        "a\\nb",
        "a\\u0000",
        "a\\u202eb",
        "$(x)",
        "'; DROP",
        "<b>"
      })
  void hostileTagsAreShownSafely(String tag) {
    String reason = unreadable(one(tagged("a/b", tag)));

    assertThat(reason).startsWith("not a valid tag of registry.acme.io/a/b: \"");
    assertThat(reason.codePoints()).allMatch(c -> c >= 0x20 && c != 0x202e);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../etc",
        "a//b",
        "/a",
        "a/",
        "A/b",
        "a b",
        "a\\u0000b",
        "evil.io:80/x",
        "a/b@c",
        "a\\\"b"
      })
  void hostileRepositoriesAreShownSafely(String repository) {
    String reason = unreadable(one(tagged(repository, "1")));

    assertThat(reason).startsWith("not a valid repository name: \"").hasSizeLessThan(400);
    assertThat(reason.codePoints()).allMatch(c -> c >= 0x20);
  }

  @Test
  void longTextsAreCutAndBounded() {
    assertThat(unreadable(one(tagged("a/b", "x".repeat(100_000))))).hasSizeLessThan(300);
    assertThat(unreadable(one(tagged("a".repeat(100_000), "1")))).hasSizeLessThan(300);
    String actor =
        tagged("a/b", "1")
            .replace(
                "\"action\"", "\"actor\":{\"name\":\"" + "\\u0007n".repeat(500) + "\"},\"action\"");
    ImagePush push = ((Decoded.Pushed) one(actor)).push();
    assertThat(push.pusher()).isNotNull().hasSizeLessThanOrEqualTo(255).doesNotContain("\u0007");
  }

  @Test
  void whatIsNoDigestIsLeftToTheRegistry() {
    for (String digest : List.of("sha256:short", "md5:" + "a".repeat(32), DIGEST + "a", "latest")) {
      Decoded decoded =
          one(event("push", INDEX, "a/b", ",\"tag\":\"1\",\"digest\":\"" + digest + "\""));

      assertThat(((Decoded.Pushed) decoded).push().reference().toString()).endsWith("/a/b:1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "[]",
        "\"x\"",
        "{",
        "{}",
        "{\"events\":{}}",
        "{\"events\":[]}",
        "{\"events\":[]} {}",
        "{\"events\":[],\"events\":[]}",
        "{\"events\":[{\"action\":\"push\",\"action\":\"pull\"}]}",
        "{'events':[]}",
        "{\"events\":[1e99999999999]}",
        "{\"events\":[NaN]}",
        "\uFEFF{\"events\":[]}"
      })
  void bodiesThatAreNoEnvelopeAreUnreadable(String body) {
    assertThat(decode(body)).isNotEmpty().allMatch(Decoded.Unreadable.class::isInstance);
  }

  @Test
  void bodiesThatWouldCostTooMuchAreUnreadable() {
    assertThat(unreadable(decode("{\"events\":" + "[".repeat(200_000)).get(0)))
        .contains("too deep or too long");
    assertThat(unreadable(decode("{\"events\":" + "1".repeat(100_000) + "}").get(0)))
        .contains("too deep or too long");
    assertThat(unreadable(decode("{\"" + "k".repeat(100_000) + "\":1}").get(0)))
        .contains("too deep or too long");
    assertThat(unreadable(decode("{\"events\":[" + "1,".repeat(500_000) + "1]}").get(0)))
        .contains("too deep or too long");
  }

  @Test
  void otherEncodingsAreUnreadable() {
    String envelope = "{\"events\":[" + tagged("a/b", "1") + "]}";

    assertThat(unreadable(decode(envelope.getBytes(StandardCharsets.UTF_16)).get(0)))
        .isEqualTo("the body is not UTF-8");
    assertThat(decode(envelope.getBytes(StandardCharsets.UTF_16LE)))
        .allMatch(Decoded.Unreadable.class::isInstance);
    assertThat(unreadable(decode(new byte[] {'{', (byte) 0xff, '}'}).get(0)))
        .isEqualTo("the body is not UTF-8");
  }

  @Test
  void onlyWhatEveryPushBringsIsRoutine() {
    assertThat(routine(one(event("push", "application/octet-stream", "a/b", "")))).isTrue();
    assertThat(routine(one(event("pull", INDEX, "a/b", ",\"tag\":\"1\"")))).isTrue();
    assertThat(routine(one(event("push", INDEX, "a/b", ",\"digest\":\"" + DIGEST + "\""))))
        .isTrue();
    assertThat(routine(one(tagged("a/b", "sha256-" + "0".repeat(64) + ".sig")))).isFalse();
  }

  @Test
  void whatHasATagIsAManifestWhateverElseIsSaidOfIt() {
    for (String mediaType : List.of("null", "\"\"", "7")) {
      Decoded decoded = one(tagged("a/b", "1").replace("\"" + INDEX + "\"", mediaType));

      assertThat(decoded).as(mediaType).isInstanceOf(Decoded.Pushed.class);
    }
    Decoded old =
        one(tagged("a/b", "1").replace(INDEX, "application/vnd.oci.artifact.manifest.v1+json"));
    assertThat(ignored(old)).isEqualTo("another kind of artifact, not an image");
    assertThat(routine(old)).isFalse();
  }

  private static boolean routine(Decoded decoded) {
    return ((Decoded.Ignored) decoded).routine();
  }

  @Test
  void moreEventsThanAnyRegistrySendsAreCountedNotRead() {
    List<Decoded> decoded =
        decode(
            "{\"events\":["
                + String.join(",", Collections.nCopies(250, tagged("a/b", "1")))
                + "]}");

    assertThat(decoded).hasSize(101);
    assertThat(((Decoded.Ignored) decoded.get(100)).count()).isEqualTo(150);
  }
}
