package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.REGISTRY;
import static dev.tagboat.server.http.Configs.SECRET;
import static dev.tagboat.server.http.Running.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import dev.tagboat.server.config.Trust;
import dev.tagboat.server.inbox.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of sender can do to prove itself, and what it asks before it sends. */
final class SenderTypesTest {
  private static final String BODY = "{\"zen\":\"Keep it \u00e4wesome.\"}";
  private static final String PATH_SECRET = "d41d8cd98f00b204e9800998ecf8427e";

  @TempDir Path folder;
  private Running running;

  private static Hook hook(HookType type, AuthKind auth, @Nullable String header, String secret) {
    String name = type.key() + "-" + auth.key();
    return new Hook(
        name,
        type,
        auth,
        new Trust(header, null, null),
        List.of(Secret.of(secret), Secret.of("the-next-secret-of-it")),
        REGISTRY,
        List.of(),
        Mapping.NONE);
  }

  @BeforeEach
  void start() {
    List<Hook> hooks =
        List.of(
            hook(HookType.GHCR, AuthKind.HMAC_SHA256, null, SECRET),
            hook(HookType.GITEA, AuthKind.HMAC_SHA256, null, SECRET),
            hook(HookType.JFROG, AuthKind.HMAC_SHA256, null, SECRET),
            hook(HookType.JFROG, AuthKind.HEADER, null, SECRET),
            hook(HookType.NEXUS, AuthKind.HMAC_SHA1, null, SECRET),
            hook(HookType.ZOT, AuthKind.HMAC_SHA256, null, SECRET),
            hook(HookType.HARBOR, AuthKind.HEADER, null, SECRET),
            hook(HookType.ECR, AuthKind.HEADER, "X-Api-Key", SECRET),
            hook(HookType.ACR, AuthKind.BEARER, null, SECRET),
            hook(HookType.ACR, AuthKind.PATH, null, PATH_SECRET),
            hook(HookType.DOCKERHUB, AuthKind.PATH, null, PATH_SECRET));
    running =
        new Running(
            Configs.server(null, hooks), TestDatabase.sqlite(folder), Limits.standard(), List.of());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private int status(String hook, String... headers) {
    return running.post("/hooks/" + hook, BODY, headers).statusCode();
  }

  private static String mac(String algorithm, String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(BODY.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr-hmac-sha256, X-Hub-Signature-256, sha256=, HmacSHA256",
    "gitea-hmac-sha256, X-Gitea-Signature, '', HmacSHA256",
    "gitea-hmac-sha256, X-Forgejo-Signature, '', HmacSHA256",
    "jfrog-hmac-sha256, X-JFrog-Event-Auth, '', HmacSHA256",
    "nexus-hmac-sha1, X-Nexus-Webhook-Signature, '', HmacSHA1",
    "zot-hmac-sha256, X-Signature-256, sha256=, HmacSHA256",
  })
  void aSignatureIsReadWhereTheSenderPutsIt(
      String hook, String header, String prefix, String algorithm) {
    String good = prefix + mac(algorithm, SECRET);

    assertThat(status(hook, header, good)).isEqualTo(202);
    assertThat(status(hook, header, prefix + mac(algorithm, "the-next-secret-of-it")))
        .isEqualTo(202);
    assertThat(status(hook, header, prefix + mac(algorithm, "another-secret-of-it")))
        .isEqualTo(401);
    assertThat(status(hook, header, "sha1=" + mac("HmacSHA1", SECRET))).isEqualTo(401);
    assertThat(status(hook, header, "sha512=" + mac("HmacSHA512", SECRET))).isEqualTo(401);
    assertThat(status(hook, "X-Other-Signature", good)).isEqualTo(401);
    assertThat(status(hook)).isEqualTo(401);
    assertThat(running.post("/hooks/" + hook, BODY + " ", header, good).statusCode())
        .isEqualTo(401);
  }

  @Test
  void oneSendersHeaderIsNotAnothers() {
    String hub = "sha256=" + mac("HmacSHA256", SECRET);

    assertThat(status("gitea-hmac-sha256", "X-Hub-Signature-256", hub)).isEqualTo(401);
    assertThat(status("ghcr-hmac-sha256", "X-Signature-256", hub)).isEqualTo(401);
    assertThat(status("ghcr-hmac-sha256", "X-Hub-Signature", "sha1=" + mac("HmacSHA1", SECRET)))
        .isEqualTo(401);
    assertThat(status("jfrog-hmac-sha256", "X-JFrog-Event-Auth", SECRET)).isEqualTo(401);
    assertThat(status("jfrog-header", "X-JFrog-Event-Auth", mac("HmacSHA256", SECRET)))
        .isEqualTo(401);
  }

  @Test
  void aBareSecretIsReadFromItsHeader() {
    assertThat(status("jfrog-header", "X-JFrog-Event-Auth", SECRET)).isEqualTo(202);
    assertThat(status("jfrog-header", "Authorization", SECRET)).isEqualTo(401);
    assertThat(status("harbor-header", "Authorization", SECRET)).isEqualTo(202);
    assertThat(status("ecr-header", "x-api-key", SECRET)).isEqualTo(202);
    assertThat(status("ecr-header", "X-Api-Key", "wrong")).isEqualTo(401);
    assertThat(status("ecr-header", "Authorization", SECRET)).isEqualTo(401);
  }

  @Test
  void aPingOfGitHubIsWelcome() {
    HttpResponse<String> answer =
        running.post(
            "/hooks/ghcr-hmac-sha256",
            BODY,
            "X-GitHub-Event",
            "ping",
            "X-Hub-Signature-256",
            "sha256=" + mac("HmacSHA256", SECRET));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).path("ignored").asInt()).isEqualTo(1);
  }

  private static final String VALIDATION =
      """
      [{"id":"2d1781af","topic":"/subscriptions/x","subject":"","eventTime":"2026-11-25T09:00:00Z",
       "eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","dataVersion":"2",
       "data":{"validationCode":"512d38b6","validationUrl":"https://evil.example/validate"}}]""";

  @Test
  void eventGridIsToldItsCodeAlsoWhenItAsksAgain() {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          running.post(
              "/hooks/acr-bearer",
              VALIDATION,
              "Authorization",
              "Bearer " + SECRET,
              "aeg-event-type",
              "SubscriptionValidation");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(json(answer)).isEqualTo(json("{\"validationResponse\":\"512d38b6\"}"));
    }
    assertThat(running.post("/hooks/acr-bearer", VALIDATION).statusCode()).isEqualTo(401);
    assertThat(running.post("/hooks/acr-path/" + PATH_SECRET, VALIDATION).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> options(String path, String... headers) {
    return running.send("OPTIONS", path, BodyPublishers.noBody(), headers);
  }

  @Test
  void cloudEventsAreAllowedToWhoAsks() {
    HttpResponse<String> answer =
        options(
            "/hooks/acr-bearer",
            "WebHook-Request-Origin",
            "eventgrid.azure.net",
            "WebHook-Request-Callback",
            "https://evil.example/callback");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("WebHook-Allowed-Origin"))
        .hasValue("eventgrid.azure.net");
    assertThat(answer.headers().firstValue("WebHook-Allowed-Rate")).hasValue("6000");
    assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
  }

  @Test
  void whoAsksWithoutANameIsToldLittle() {
    for (String origin : List.of("", "a b", "*", "https://a.example", "a\u00e4", "x".repeat(300))) {
      HttpResponse<String> answer = options("/hooks/acr-bearer", "WebHook-Request-Origin", origin);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().map()).doesNotContainKey("webhook-allowed-origin");
    }
    assertThat(options("/hooks/none").statusCode()).isEqualTo(404);
  }

  @Test
  void whereTheSecretIsInThePathTheQuestionNeedsItToo() {
    assertThat(options("/hooks/acr-path").statusCode()).isEqualTo(401);
    assertThat(options("/hooks/acr-path/" + PATH_SECRET + "x").statusCode()).isEqualTo(401);
    assertThat(options("/hooks/acr-path/" + PATH_SECRET).statusCode()).isEqualTo(200);
    assertThat(options("/hooks/acr-bearer/" + SECRET).statusCode()).isEqualTo(401);
  }
}
