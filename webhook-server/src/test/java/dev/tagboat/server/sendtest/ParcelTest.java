package dev.tagboat.server.sendtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.EventFields;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ParcelTest {

  private static JsonNode body(Parcel parcel) {
    return Json.parse(parcel.body());
  }

  @ParameterizedTest
  @EnumSource(names = {"BEARER", "BASIC", "HEADER", "PATH", "HMAC_SHA256"})
  void theSecretIsNeverShown(AuthKind auth) {
    Parcel parcel =
        Parcels.of(
            Parcels.to(HookType.DISTRIBUTION, auth, Parcels.SECRET), "r.io/a/b:1", null, null);
    Verdict verdict = Verdict.of(parcel, new Post.Answer(401, ""));

    assertThat(
            Report.text(parcel)
                + Report.of(parcel)
                + Report.text(parcel, null, verdict)
                + Report.of(parcel, null, verdict)
                + parcel.to())
        .doesNotContain(Parcels.SECRET)
        .doesNotContain("dGFnYm9hd");
    assertThat(parcel.url() + parcel.headers().toString()).isNotEqualTo(parcel.shownUrl());
  }

  @ParameterizedTest
  @EnumSource(names = {"OIDC", "SNS"})
  void whatOnlyTheSenderCanSignIsSaid(AuthKind auth) {
    assertThatThrownBy(
            () ->
                Parcels.of(
                    Parcels.to(HookType.ECR, auth, null),
                    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1",
                    "sns",
                    null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining(auth == AuthKind.SNS ? "aws sns publish" : "gcloud auth");
  }

  @Test
  void whatCannotBeSignedCanStillBeShown() {
    Parcel parcel =
        Parcel.pack(
            Parcels.to(HookType.GAR, AuthKind.OIDC, null),
            ImageReference.parse("europe-docker.pkg.dev/p/r/a:1").orElseThrow(),
            null,
            null,
            Parcels.NOW,
            "1",
            false);

    assertThat(Report.of(parcel).path("body").asText()).contains("\"message\"");
  }

  @ParameterizedTest
  @CsvSource({
    "acme.jfrog.io/docker-local/shop/app:1, ,, docker-local, shop/app",
    "docker-local.jfrog.io/shop/app:1, ,docker-local, docker-local, shop/app",
    "acme.jfrog.io/virtual/shop/app:1, virtual,docker-local, docker-local, shop/app",
    "acme.jfrog.io/team/hosted/app:1, team/{repo},, hosted, app",
  })
  void namesAreWhatTheHookMakesPathsOf(
      String image, @Nullable String prefix, @Nullable String key, String repo, String name) {
    Addressee to =
        new Addressee(
            Parcels.to(HookType.JFROG, AuthKind.BEARER, null).url(),
            HookType.JFROG,
            AuthKind.BEARER,
            null,
            null,
            new Mapping(prefix, List.of(), null));

    JsonNode data = body(Parcels.of(to, image, null, key)).path("data");

    assertThat(data.path("repo_key").asText()).isEqualTo(repo);
    assertThat(data.path("image_name").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "GHCR, registry.acme.io/a/b:1, images of ghcr.io only",
    "DOCKERHUB, ghcr.io/a/b:1, images of docker.io only",
    "ECR, registry.acme.io/a/b:1, ACCOUNT.dkr.ecr.REGION.amazonaws.com",
    "HARBOR, registry.acme.io/b:1, must have two parts",
    "HARBOR, registry.acme.io/a/b, give NAME:TAG",
  })
  void anImageThatSuchASenderCannotHaveIsRefused(HookType type, String image, String why) {
    assertThatThrownBy(
            () -> Parcels.of(Parcels.to(type, type.defaultAuth(), null), image, null, null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/e|/a/b|{\"e\":[{\"a\":{\"b\":\"r.io/a/b:1\"}}]}",
        "''|/a|[{\"a\":\"r.io/a/b:1\"}]",
        "/e|''|{\"e\":[\"r.io/a/b:1\"]}",
        "''|''|[\"r.io/a/b:1\"]",
      })
  void fieldsMayBeTheWhole(String list, String image, String body) {
    EventFields fields =
        new EventFields(
            JsonPointer.compile(list), JsonPointer.compile(image), null, null, Map.of());
    Addressee to =
        new Addressee(
            Parcels.to(HookType.GENERIC, AuthKind.BEARER, null).url(),
            HookType.GENERIC,
            AuthKind.BEARER,
            null,
            null,
            new Mapping(null, List.of(), fields));

    assertThat(Parcels.of(to, "r.io/a/b:1", null, null).body()).isEqualTo(body);
  }

  @Test
  void anUnknownFormIsRefusedWithThoseThereAre() {
    assertThatThrownBy(
            () ->
                Parcels.of(
                    Parcels.to(HookType.HARBOR, AuthKind.HEADER, null), "r.io/a/b:1", "v3", null))
        .hasMessageContaining("there are: default, cloudevents");
  }

  @Test
  void aDigestThatWasGivenIsTheOneSent() {
    String digest = "sha256:" + "ab".repeat(32);
    Parcel given =
        Parcels.of(
            Parcels.to(HookType.ZOT, AuthKind.BEARER, null), "r.io/a/b:1@" + digest, null, null);
    Parcel madeUp =
        Parcels.of(Parcels.to(HookType.ZOT, AuthKind.BEARER, null), "r.io/a/b:1", null, null);

    assertThat(body(given).path("digest").asText()).isEqualTo(digest);
    assertThat(body(given).has("manifest")).isFalse();
    assertThat(given.madeUp()).isFalse();
    assertThat(madeUp.madeUp()).isTrue();
    assertThat(body(madeUp).has("manifest")).isTrue();
  }
}
