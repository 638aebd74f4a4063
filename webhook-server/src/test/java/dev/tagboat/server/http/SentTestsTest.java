package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.sendtest.Addressee;
import dev.tagboat.server.sendtest.Parcel;
import dev.tagboat.server.sendtest.Post;
import dev.tagboat.server.sendtest.Variant;
import dev.tagboat.server.sendtest.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event that {@code send-test} can send, at a server with a hook for it. */
final class SentTestsTest {
  private static final Secret SECRET =
      Secret.of("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c");
  private static final Secret OTHER = Secret.of("60303ae22b998861bce3b28f33eec1be758a213c86c93c07");

  @TempDir Path folder;
  private Running running;

  @BeforeEach
  void start() {
    running =
        new Running(
            Configs.server(
                null, Arrays.stream(HookType.values()).map(SentTestsTest::hook).toList()),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private static Hook hook(HookType type) {
    return new Hook(type.key(), type, auth(type), List.of(SECRET), registry(type), List.of());
  }

  /** What only Google and Amazon can sign goes to a hook that asks for a secret. */
  private static AuthKind auth(HookType type) {
    return type.defaultAuth().hasSecret() ? type.defaultAuth() : AuthKind.BEARER;
  }

  private static String registry(HookType type) {
    return switch (type) {
      case DOCKERHUB -> "docker.io";
      case GHCR -> "ghcr.io";
      case ECR -> "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
      case ACR -> "acme.azurecr.io";
      case GAR -> "europe-west3-docker.pkg.dev";
      default -> "registry.acme.io";
    };
  }

  static Stream<Arguments> variants() {
    return Arrays.stream(HookType.values())
        .flatMap(type -> Variant.of(type).stream().map(v -> Arguments.of(type, v.name())));
  }

  private Parcel parcel(HookType type, String variant, String tag, Secret secret) {
    Addressee to = Addressee.of(hook(type), running.uri("/hooks/" + type.key()));
    ImageReference image =
        ImageReference.parse(registry(type) + "/acme/shop/app:" + tag).orElseThrow();
    return Parcel.pack(
        to.with(to.auth(), null, secret),
        image,
        variant,
        null,
        Instant.now(),
        UUID.randomUUID().toString(),
        true);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aTestIsTaken(HookType type, String variant) {
    Parcel parcel = parcel(type, variant, "1.2", SECRET);

    Post.Answer answer = new Post().send(parcel);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).startsWith("{\"accepted\":1,");
    assertThat(Verdict.of(parcel, answer).accepted()).isTrue();
    assertThat(Running.json(running.get("/api/v1/pushes")).at("/pushes/0/image").asText())
        .isEqualTo(parcel.image().name().toString());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void withAnotherSecretItIsNot(HookType type, String variant) {
    Parcel parcel = parcel(type, variant, "1.2", OTHER);

    Post.Answer answer = new Post().send(parcel);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(Verdict.of(parcel, answer).accepted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(HookType.class)
  void theSameTagAgainIsADuplicateAndStillWell(HookType type) {
    String variant = Variant.of(type).get(0).name();
    new Post().send(parcel(type, variant, "1.2", SECRET));
    Parcel again = parcel(type, variant, "1.2", SECRET);

    Verdict verdict = Verdict.of(again, new Post().send(again));

    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.sentence()).contains("knows this push already");
  }

  @Test
  void anImageOfAnotherRegistryIsLeftOut() {
    Addressee to = Addressee.of(hook(HookType.GENERIC), running.uri("/hooks/generic"));
    Parcel parcel =
        Parcel.pack(
            to,
            ImageReference.parse("other.io/acme/app:1").orElseThrow(),
            null,
            null,
            Instant.now(),
            "1",
            true);

    Verdict verdict = Verdict.of(parcel, new Post().send(parcel));

    assertThat(verdict.accepted()).isFalse();
    assertThat(verdict.sentence()).contains("left out");
  }
}
