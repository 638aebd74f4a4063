package dev.tagboat.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import dev.tagboat.server.config.Oidc;
import dev.tagboat.server.config.Sns;
import dev.tagboat.server.config.Trust;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people are told to do at each registry. */
final class StepsTest {
  private static final String SECRET = "never-to-be-shown-anywhere";
  private static final String URL = "https://tagboat.acme.io/hooks/main";

  private static Hook hook(HookType type, AuthKind auth, Trust trust) {
    return new Hook(
        "main",
        type,
        auth,
        trust,
        auth.hasSecret() ? List.of(Secret.of(SECRET)) : List.of(),
        "registry.acme.io",
        List.of(ImagePattern.parse("registry.acme.io/acme/*")),
        Mapping.NONE);
  }

  private static String text(Hook hook, String url) {
    return Steps.of(hook, url).stream()
        .map(step -> step.text() + "\n" + step.snippet())
        .collect(Collectors.joining("\n"));
  }

  private static Trust trust(AuthKind auth) {
    return auth == AuthKind.OIDC
        ? new Trust(
            null,
            new Oidc(
                "https://accounts.google.com",
                List.of("https://tagboat.acme.io/aud"),
                List.of(),
                List.of("push@acme.iam.gserviceaccount.com"),
                null),
            null)
        : Trust.NONE;
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeHasItsStepsWithTheHooksOwnValues(HookType type) {
    AuthKind auth = type.defaultAuth();

    String text = text(hook(type, auth, trust(auth)), URL);

    assertThat(text).contains(URL).doesNotContain(SECRET).doesNotContain("acme.io/hooks/NAME");
    assertThat(text).doesNotContainPattern("\\{[a-z]+}");
    assertThat(Steps.of(hook(type, auth, trust(auth)), URL))
        .hasSizeGreaterThan(2)
        .allSatisfy(step -> assertThat(step.text()).isNotBlank())
        .anySatisfy(step -> assertThat(step.snippet()).isNotEmpty());
  }

  @Test
  void whatASenderProvesItselfWithStandsWhereItBelongs() {
    assertThat(text(hook(HookType.DISTRIBUTION, AuthKind.BEARER, Trust.NONE), URL))
        .contains("url: " + URL + "\n", "headers: { Authorization: [\"Bearer ••••••••\"] }");
    assertThat(text(hook(HookType.ECR, AuthKind.HEADER, new Trust("X-Api-Key", null, null)), URL))
        .contains("{ApiKeyName=X-Api-Key,ApiKeyValue=$HOOK_SECRET}");
    assertThat(text(hook(HookType.ZOT, AuthKind.BASIC, Trust.NONE), URL))
        .contains("\"credentials\": { \"username\": \"tagboat\", \"password\": \"••••••••\" }");
    assertThat(text(hook(HookType.JFROG, AuthKind.HMAC_SHA256, Trust.NONE), URL))
        .contains("\"use_secret_for_signing\": true");
    assertThat(text(hook(HookType.JFROG, AuthKind.HEADER, Trust.NONE), URL))
        .contains("\"use_secret_for_signing\": false");
    assertThat(text(hook(HookType.GAR, AuthKind.OIDC, trust(AuthKind.OIDC)), URL))
        .contains("--push-auth-service-account=push@acme.iam.gserviceaccount.com")
        .contains("--push-auth-token-audience=https://tagboat.acme.io/aud")
        .doesNotContain("send-test");
    String topic = "arn:aws:sns:eu-central-1:123456789012:pushes";
    assertThat(
            text(
                hook(HookType.ECR, AuthKind.SNS, new Trust(null, null, new Sns(List.of(topic)))),
                URL))
        .contains("--topic-arn " + topic, "--notification-endpoint " + URL);
  }

  @Test
  void whoSendsTheSecretInTheUrlNeedsNoHeader() {
    assertThat(text(hook(HookType.DISTRIBUTION, AuthKind.PATH, Trust.NONE), URL + "/••••••••"))
        .contains("url: " + URL + "/••••••••\n")
        .doesNotContain("headers", "{header}");
  }

  @Test
  void withoutAPublicUrlItIsToBePutInByHand() {
    assertThat(text(hook(HookType.GENERIC, AuthKind.BEARER, Trust.NONE), "/hooks/main"))
        .contains("curl -fsS https://YOUR-TAGBOAT/hooks/main \\");
  }
}
