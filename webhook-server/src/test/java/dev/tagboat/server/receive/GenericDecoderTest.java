package dev.tagboat.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.EventFields;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import dev.tagboat.server.config.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenericDecoderTest {

  private static Decoded decode(String body, String... images) {
    List<Decoded> decoded =
        Decoder.of(HookType.GENERIC)
            .decode(
                new Received(EventHeaders.NONE, body.getBytes(StandardCharsets.UTF_8)),
                Hooks.of(HookType.GENERIC, images));
    assertThat(decoded).hasSize(1);
    return decoded.get(0);
  }

  private static ImagePush push(String body, String... images) {
    Decoded decoded = decode(body, images);
    assertThat(decoded).isInstanceOf(Decoded.Pushed.class);
    return ((Decoded.Pushed) decoded).push();
  }

  @Test
  void allThatCanBeSaid() {
    ImagePush push =
        push(
            """
            {"image":"acme/shop","tag":"1.10","digest":"sha256:%064x","pusher":"ci",
             "mediaType":"application/vnd.oci.image.index.v1+json",
             "pushedAt":"2026-11-23T12:53:57+01:00","unknown":[1]}
            """
                .formatted(7));

    assertThat(push.reference()).startsWith("registry.acme.io/acme/shop:1.10");
    assertThat(push.digest()).isNotNull();
    assertThat(push.pushedAt()).isEqualTo(Instant.parse("2026-11-23T11:53:57Z"));
    assertThat(push.pusher()).isEqualTo("ci");
  }

  @ParameterizedTest
  @CsvSource({
    "acme/shop, registry.acme.io/acme/shop",
    "registry.acme.io/acme/shop, registry.acme.io/acme/shop",
    "REGISTRY.acme.io:443/acme/shop, registry.acme.io/acme/shop",
    "shop, registry.acme.io/shop",
  })
  void theImageStandsWithOrWithoutItsRegistry(String given, String image) {
    assertThat(push("{\"image\":\"" + given + "\",\"tag\":\"1\"}").image()).hasToString(image);
  }

  @Test
  void aPersonIsToldOfADigestThatIsNone() {
    Decoded decoded = decode("{\"image\":\"acme/shop\",\"tag\":\"1\",\"digest\":\"sha256:abc\"}");

    assertThat(((Decoded.Unreadable) decoded).reason()).startsWith("not a valid digest");
  }

  @Test
  void anotherRegistryIsNotThisSendersToSpeakOf() {
    Decoded decoded = decode("{\"image\":\"evil.io/acme/shop\",\"tag\":\"1\"}");

    assertThat(((Decoded.Ignored) decoded).reason())
        .contains("not among the images that hook 'main'");
  }

  @Test
  void theAllowListIsForWholeNames() {
    String allowed = "registry.acme.io/acme/*";

    assertThat(push("{\"image\":\"acme/shop\",\"tag\":\"1\"}", allowed).image().path())
        .isEqualTo("acme/shop");
    for (String image : List.of("evil/acme/shop", "acme/shop/x", "acmeshop")) {
      assertThat(decode("{\"image\":\"" + image + "\",\"tag\":\"1\"}", allowed))
          .isInstanceOf(Decoded.Ignored.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"image\":\"a/b\"}",
        "{\"image\":\"a/b\",\"tag\":1.10}",
        "{\"image\":\"a/b\",\"tag\":null}",
        "{\"image\":\"a/b\",\"tag\":null,\"digest\":\"sha256:00\"}",
        "{\"image\":7,\"tag\":\"1\"}",
        "{\"image\":\"\",\"tag\":\"1\"}",
        "{\"image\":\"/\",\"tag\":\"1\"}",
        "{\"image\":\"a/b:1\",\"tag\":\"2\"}",
        "{\"image\":\"https://registry.acme.io/a\",\"tag\":\"1\"}",
        "{\"image\":\"a/b\",\"tag\":\"1\",\"tag\":\"2\"}",
        "{\"image\":\"a/b\",\"tag\":\"1\",\"digest\":\"x\"}",
        "[{\"image\":\"a/b\",\"tag\":\"1\"}]"
      })
  void whatIsMissingOrWrongIsSaid(String body) {
    Decoded decoded = decode(body);

    assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
    assertThat(((Decoded.Unreadable) decoded).reason()).isNotBlank().hasSizeLessThan(400);
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.cncf.helm.config.v1+json, a Helm chart",
    "application/vnd.dev.cosign.artifact.sig.v1+json, a signature",
    "application/spdx+json, a signature",
    "application/vnd.buildkit.cacheconfig.v0, a build cache",
    "text/html, of type \"text/html\"",
  })
  void whatSaysThatItIsNoImageIsIgnored(String mediaType, String reason) {
    Decoded decoded = decode("{\"image\":\"acme/shop:1.0\",\"mediaType\":\"" + mediaType + "\"}");

    assertThat(decoded).isInstanceOf(Decoded.Ignored.class);
    assertThat(((Decoded.Ignored) decoded).reason()).startsWith(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.manifest.v1+json; charset=utf-8",
        "Application/Vnd.OCI.Image.Index.v1+JSON",
        "application/vnd.docker.distribution.manifest.v2+json ;x=y",
      })
  void parametersAndCapitalsOfAMediaTypeChangeNothing(String mediaType) {
    assertThat(push("{\"image\":\"acme/shop:1.0\",\"mediaType\":\"" + mediaType + "\"}").tag())
        .hasToString("1.0");
  }

  private static List<Decoded> byFields(String body, String list, String image) {
    EventFields fields =
        new EventFields(
            JsonPointer.compile(list), JsonPointer.compile(image), null, null, Map.of());
    Hook hook =
        new Hook(
            "main",
            HookType.GENERIC,
            AuthKind.BEARER,
            Trust.NONE,
            List.of(),
            "registry.acme.io",
            List.of(),
            new Mapping(null, List.of(), fields));
    return Decoder.of(HookType.GENERIC)
        .decode(new Received(EventHeaders.NONE, body.getBytes(StandardCharsets.UTF_8)), hook);
  }

  @Test
  void theWholeBodyMayBeTheListAndAnEventTheImage() {
    assertThat(byFields("[{\"a\":\"acme/shop:1\"},{\"a\":\"acme/shop:2\"}]", "", "/a"))
        .extracting(decoded -> ((Decoded.Pushed) decoded).push().tag().value())
        .containsExactly("1", "2");
    assertThat(byFields("{\"e\":[\"acme/shop:1\"]}", "/e", ""))
        .extracting(decoded -> ((Decoded.Pushed) decoded).push().tag().value())
        .containsExactly("1");
    assertThat(byFields("{\"a\":\"acme/shop:1\"}", "", "/a"))
        .containsExactly(new Decoded.Unreadable("there is no list at the top"));
  }

  @Test
  void oddTimesAreLeftOut() {
    for (String time : List.of("yesterday", "-999999999-01-01T00:00:00Z", "9999-12-31T00:00:00Z")) {
      assertThat(push("{\"image\":\"a/b\",\"tag\":\"1\",\"pushedAt\":\"" + time + "\"}").pushedAt())
          .isNull();
    }
  }
}
