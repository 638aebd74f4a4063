package dev.tagboat.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class VerifierTest {
  private static final String OLD = "the-old-secret";
  private static final String NEW = "neu: ünïcode ✓ 秘密";
  private static final String BODY = "{\"events\":[]}";

  private static final Sources NOTHING =
      new Sources(
          (url, reach) -> {
            throw new AssertionError("a shared secret is judged without asking anybody");
          },
          Set.of());

  private final ManualClock clock = new ManualClock();

  private Verifier verifier(AuthKind kind, String... secrets) {
    return Verifier.of(
        new Hook(
            "main",
            HookType.GENERIC,
            kind,
            Arrays.stream(secrets).map(Secret::of).toList(),
            "registry.acme.io",
            List.of()),
        NOTHING,
        clock);
  }

  private static Presented presented(@Nullable String path, String... headers) {
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new Presented(map::get, path, () -> BODY.getBytes(StandardCharsets.UTF_8));
  }

  /** As a sender of that kind proves that it knows {@code secret}. */
  private static Presented sender(AuthKind kind, String secret) {
    return switch (kind) {
      case BEARER -> presented(null, "Authorization", "Bearer " + secret);
      case HMAC_SHA256 -> presented(null, "X-Hub-Signature-256", signature(secret, BODY));
      case HMAC_SHA1 -> presented(null, "X-Nexus-Webhook-Signature", hex("HmacSHA1", secret, BODY));
      case BASIC -> presented(null, "Authorization", "Basic " + base64("user:" + secret));
      case HEADER -> presented(null, "Authorization", secret);
      case PATH -> presented(secret);
      case OIDC, SNS -> throw new IllegalArgumentException("they share no secret");
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String signature(String secret, String text) {
    return "sha256=" + hex("HmacSHA256", secret, text);
  }

  private static String hex(String algorithm, String secret, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<AuthKind> shared() {
    return Arrays.stream(AuthKind.values()).filter(AuthKind::hasSecret);
  }

  @ParameterizedTest
  @MethodSource("shared")
  void eitherSecretIsGoodWhileTheyAreReplaced(AuthKind kind) {
    Verifier both = verifier(kind, OLD, NEW);

    assertThat(both.isAuthentic(sender(kind, OLD))).isTrue();
    assertThat(both.isAuthentic(sender(kind, NEW))).isTrue();
    assertThat(verifier(kind, NEW).isAuthentic(sender(kind, OLD))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("shared")
  void nothingElseIsGood(AuthKind kind) {
    Verifier verifier = verifier(kind, OLD, NEW);

    assertThat(verifier.isAuthentic(presented(null))).isFalse();
    assertThat(verifier.isAuthentic(presented("", "Authorization", ""))).isFalse();
    for (String wrong :
        List.of("x", OLD + "x", OLD.substring(1), OLD.toUpperCase(Locale.ROOT), " ", "*", "\0")) {
      assertThat(verifier.isAuthentic(sender(kind, wrong))).as(wrong).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("shared")
  void oneKindIsNotTakenForAnother(AuthKind kind) {
    Verifier verifier = verifier(kind, OLD);
    for (AuthKind other : shared().toList()) {
      assertThat(verifier.isAuthentic(sender(other, OLD))).as(other.key()).isEqualTo(kind == other);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PATH", "OIDC", "SNS"})
  void aSecretInThePathIsRefusedWhereItDoesNotBelong(AuthKind kind) {
    Presented good = sender(kind, OLD);

    assertThat(verifier(kind, OLD).isAuthentic(new Presented(good.header(), OLD, good.body())))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("shared")
  void onlyASignatureIsJudgedByTheBody(AuthKind kind) {
    Verifier verifier = verifier(kind, OLD);
    boolean signed = kind == AuthKind.HMAC_SHA256 || kind == AuthKind.HMAC_SHA1;

    assertThat(verifier.needsBody()).isEqualTo(signed);
    assertThat(verifier.mayBeAuthentic(sender(kind, OLD))).isTrue();
    assertThat(verifier.mayBeAuthentic(sender(kind, NEW))).isEqualTo(signed);
    assertThat(verifier.mayBeAuthentic(presented(null))).isFalse();
  }

  @Test
  void aSignatureOfAnotherTimeIsRefusedWithoutTheBody() {
    Presented old =
        presented(null, "X-Signature-256", signature(OLD, "1." + BODY), "X-Timestamp", "1");

    assertThat(verifier(AuthKind.HMAC_SHA256, OLD).mayBeAuthentic(old)).isFalse();
  }

  @Test
  void schemesAreReadAsTheirSpecificationsSay() {
    Verifier bearer = verifier(AuthKind.BEARER, OLD);
    Verifier basic = verifier(AuthKind.BASIC, OLD);

    assertThat(bearer.isAuthentic(presented(null, "Authorization", "bearer  " + OLD + " ")))
        .isTrue();
    assertThat(bearer.isAuthentic(presented(null, "Authorization", "Bearer"))).isFalse();
    assertThat(basic.isAuthentic(presented(null, "Authorization", "Basic " + base64(":" + OLD))))
        .isTrue();
    assertThat(basic.isAuthentic(presented(null, "Authorization", "Basic " + base64(OLD))))
        .isFalse();
    assertThat(basic.isAuthentic(presented(null, "Authorization", "Basic ***"))).isFalse();
    assertThat(
            verifier(AuthKind.BASIC, "a:b")
                .isAuthentic(presented(null, "Authorization", "Basic " + base64("user:a:b"))))
        .isTrue();
  }

  @Test
  void signaturesOfOtherShapesAreRefused() {
    Verifier verifier = verifier(AuthKind.HMAC_SHA256, OLD);
    String good = signature(OLD, BODY);

    assertThat(verifier.isAuthentic(presented(null, "X-Signature-256", good))).isTrue();
    assertThat(
            verifier.isAuthentic(
                presented(
                    null,
                    "X-Signature-256",
                    "sha256=" + good.substring(7).toUpperCase(Locale.ROOT))))
        .isTrue();
    for (String bad :
        List.of(
            good.substring(7),
            good + "0",
            good.substring(0, 70),
            "sha1=" + good.substring(7),
            "sha256=" + "z".repeat(64),
            signature(OLD, BODY + " "))) {
      assertThat(verifier.isAuthentic(presented(null, "X-Signature-256", bad))).as(bad).isFalse();
    }
  }

  @Test
  void aRecordedRequestCannotBeSentLater() {
    Verifier verifier = verifier(AuthKind.HMAC_SHA256, OLD);
    String now = Long.toString(clock.instant().getEpochSecond());
    Presented request =
        presented(null, "X-Timestamp", now, "X-Signature-256", signature(OLD, now + "." + BODY));

    assertThat(verifier.isAuthentic(request)).isTrue();
    clock.advance(Duration.ofMinutes(5));
    assertThat(verifier.isAuthentic(request)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(verifier.isAuthentic(request)).isFalse();
  }

  @Test
  void theTimeIsSigned() {
    Verifier verifier = verifier(AuthKind.HMAC_SHA256, OLD);
    String now = Long.toString(clock.instant().getEpochSecond());
    for (String time : List.of(now, "", "x", "-1", "99999999999999999999", now + ".")) {
      assertThat(
              verifier.isAuthentic(
                  presented(null, "X-Timestamp", time, "X-Signature-256", signature(OLD, BODY))))
          .as(time)
          .isFalse();
    }
  }

  @Test
  void aHookWithoutASecretAsksNobody() {
    Verifier verifier = verifier(AuthKind.BEARER);

    assertThat(verifier.isAuthentic(presented(null))).isTrue();
    assertThat(verifier.isAuthentic(presented("something"))).isFalse();
  }

  @Test
  void theOperatorProvesItselfByBearer() {
    Verifier admin = Verifier.bearer(Secret.of(OLD));

    assertThat(admin.isAuthentic(sender(AuthKind.BEARER, OLD))).isTrue();
    assertThat(admin.isAuthentic(sender(AuthKind.HEADER, OLD))).isFalse();
  }
}
