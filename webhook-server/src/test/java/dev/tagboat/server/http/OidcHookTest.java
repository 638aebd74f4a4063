package dev.tagboat.server.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.tagboat.server.http.Configs.REGISTRY;
import static dev.tagboat.server.http.TestIssuer.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import dev.tagboat.server.config.Oidc;
import dev.tagboat.server.config.Trust;
import dev.tagboat.server.http.TestIssuer.Signer;
import dev.tagboat.server.inbox.TestDatabase;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ID tokens at the door, of an issuer that is really asked for its keys. */
final class OidcHookTest {
  private static final String AUDIENCE = "https://tagboat.acme.io/hooks/gar";
  private static final String EMAIL = "push@acme.iam.gserviceaccount.com";
  private static final Signer KEY = Signer.rsa("first");
  private static final Signer NEXT = Signer.rsa("second");

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final TestIssuer issuer = new TestIssuer();
  private Running running;

  private Hook hook(String name, List<String> subjects, List<String> emails, @Nullable URI keys) {
    Oidc oidc = new Oidc(issuer.url(), List.of(AUDIENCE, "other"), subjects, emails, keys);
    return new Hook(
        name,
        HookType.GENERIC,
        AuthKind.OIDC,
        new Trust(null, oidc, null),
        List.of(),
        REGISTRY,
        List.of(),
        Mapping.NONE);
  }

  @BeforeEach
  void start() {
    issuer.publishes(KEY);
    running =
        new Running(
            Configs.server(
                null,
                List.of(
                    hook("ci", List.of("repo:acme/shop:*", "exact"), List.of(), null),
                    hook("gar", List.of(), List.of(EMAIL), null),
                    hook("both", List.of("exact"), List.of(EMAIL), null),
                    hook(
                        "direct",
                        List.of("exact"),
                        List.of(),
                        URI.create(issuer.url() + "/keys")))),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of(),
            Sources.network(),
            clock);
  }

  @AfterEach
  void stop() {
    running.close();
    issuer.close();
  }

  private JwtBuilder claims() {
    return issuer.claims(clock.instant());
  }

  private HttpResponse<String> send(String hook, String token) {
    return running.post(
        "/hooks/" + hook,
        Events.generic(REGISTRY + "/acme/shop", "1.0"),
        "Authorization",
        "Bearer " + token);
  }

  private int status(String hook, String token) {
    return send(hook, token).statusCode();
  }

  @Test
  void whoIsConfiguredIsTaken() {
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
    assertThat(status("ci", sign(claims().subject("exact"), KEY))).isEqualTo(202);
    assertThat(status("gar", sign(claims(), KEY))).isEqualTo(202);
    assertThat(status("both", sign(claims().subject("exact"), KEY))).isEqualTo(202);
    assertThat(status("direct", sign(claims().subject("exact"), KEY))).isEqualTo(202);
  }

  @Test
  void theKeysAreAskedForOnceByEachHook() {
    for (int i = 0; i < 5; i++) {
      assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
    }
    assertThat(issuer.asked("/.well-known/openid-configuration")).isEqualTo(1);
    assertThat(issuer.asked("/keys")).isEqualTo(1);
  }

  @Test
  void everyClaimCounts() {
    Date now = Date.from(clock.instant());
    Date soon = Date.from(clock.instant().plusSeconds(61));
    Date past = Date.from(clock.instant().minusSeconds(61));
    Map<String, JwtBuilder> tokens = new LinkedHashMap<>();
    tokens.put("another issuer", claims().issuer("https://evil.example"));
    tokens.put("no issuer", claims().issuer(null));
    tokens.put("another audience", claims().claim("aud", "https://other.example"));
    tokens.put("no audience", claims().claim("aud", null));
    tokens.put("another subject", claims().subject("repo:acme/shop-evil:x"));
    tokens.put("the pattern itself without its end", claims().subject("repo:acme/shop"));
    tokens.put("no subject", claims().subject(null));
    tokens.put("expired", claims().expiration(past));
    tokens.put("never expires", claims().expiration(null));
    tokens.put("not valid yet", claims().notBefore(soon));
    tokens.put("made in the future", claims().issuedAt(soon));
    tokens.put("without a time", claims().issuedAt(null));

    tokens.forEach(
        (what, claims) -> assertThat(status("ci", sign(claims, KEY))).as(what).isEqualTo(401));
    assertThat(status("ci", sign(claims().notBefore(now), KEY))).isEqualTo(202);
    assertThat(status("ci", sign(claims().claim("aud", List.of("x", "other")), KEY)))
        .isEqualTo(202);
  }

  @Test
  void clocksMayDifferByAMinute() {
    Date soon = Date.from(clock.instant().plusSeconds(59));
    Date past = Date.from(clock.instant().minusSeconds(59));

    assertThat(status("ci", sign(claims().issuedAt(soon).notBefore(soon), KEY))).isEqualTo(202);
    assertThat(status("ci", sign(claims().expiration(past), KEY))).isEqualTo(202);
  }

  @Test
  void anEmailMustBeVerified() {
    assertThat(status("gar", sign(claims().claim("email_verified", false), KEY))).isEqualTo(401);
    assertThat(status("gar", sign(claims().claim("email_verified", "true"), KEY))).isEqualTo(401);
    assertThat(status("gar", sign(claims().claim("email_verified", null), KEY))).isEqualTo(401);
    assertThat(status("gar", sign(claims().claim("email", "a@evil.example"), KEY))).isEqualTo(401);
    assertThat(status("gar", sign(claims().claim("email", List.of(EMAIL)), KEY))).isEqualTo(401);
    assertThat(status("both", sign(claims(), KEY))).isEqualTo(401);
  }

  @Test
  void onlyTheIssuersKeysAndAlgorithmsCount() {
    PublicKey open = KEY.pair().getPublic();
    String none = claims().compact();
    String mac =
        claims()
            .header()
            .keyId(KEY.id())
            .and()
            .signWith(Keys.hmacShaKeyFor(open.getEncoded()), Jwts.SIG.HS256)
            .compact();
    String forged = sign(claims(), new Signer(KEY.id(), NEXT.pair()));
    String rs512 =
        claims()
            .header()
            .keyId(KEY.id())
            .and()
            .signWith(KEY.pair().getPrivate(), Jwts.SIG.RS512)
            .compact();
    String zipped =
        claims()
            .header()
            .keyId(KEY.id())
            .and()
            .compressWith(Jwts.ZIP.DEF)
            .signWith(KEY.pair().getPrivate())
            .compact();
    String good = sign(claims(), KEY);

    for (String token :
        List.of(none, mac, forged, rs512, zipped, good.substring(0, good.length() - 10), "")) {
      assertThat(status("ci", token)).as(token).isEqualTo(401);
    }
    assertThat(status("ci", unsigned("{\"alg\":\"none\",\"kid\":\"first\"}", good))).isEqualTo(401);
    assertThat(status("ci", unsigned("{\"alg\":\"NoNe\",\"kid\":\"first\"}", good))).isEqualTo(401);
    assertThat(status("ci", unsigned("{\"alg\":\"RS256\",\"kid\":\"first\"}", good)))
        .isEqualTo(401);
    assertThat(running.post("/hooks/ci", "{}", "Authorization", good).statusCode()).isEqualTo(401);
  }

  private static String unsigned(String header, String token) {
    String[] parts = token.split("\\.", -1);
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[1]
        + ".";
  }

  @Test
  void whatOnlyLooksLikeATokenIsRefused() {
    for (String token :
        List.of("a", "a.b", "a.b.c", "..", "a.b.c.d.e", "e30.e30.e30", "\u00fc.x.y")) {
      assertThat(status("ci", token)).as(token).isEqualTo(401);
    }
    assertThat(running.post("/hooks/ci/" + sign(claims(), KEY), "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void ellipticKeysAreTaken() {
    Signer ec = Signer.ec("ec");
    issuer.publishes(KEY, ec);

    assertThat(status("ci", sign(claims(), ec))).isEqualTo(202);
    assertThat(status("ci", sign(claims(), new Signer("first", ec.pair())))).isEqualTo(401);
  }

  @Test
  void aNewKeyIsTakenAsSoonAsItIsPublished() {
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
    issuer.publishes(KEY, NEXT);
    clock.advance(Duration.ofSeconds(5));

    assertThat(status("ci", sign(claims(), NEXT))).isEqualTo(202);
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
    assertThat(issuer.asked("/keys")).isEqualTo(2);
  }

  @Test
  void aKeyThatIsWithdrawnIsForgotten() {
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
    issuer.publishes(NEXT);
    clock.advance(Duration.ofMinutes(61));

    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(401);
  }

  @Test
  void keysThatNobodyHasDoNotHaveTheIssuerAskedForEver() {
    for (int i = 0; i < 20; i++) {
      forged(i);
    }
    assertThat(issuer.asked("/keys")).isEqualTo(1);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(5));
      forged(i);
    }
    assertThat(issuer.asked("/keys")).as("three at once").isEqualTo(4);
    for (int i = 0; i < 60; i++) {
      clock.advance(Duration.ofSeconds(5));
      forged(i);
    }
    assertThat(issuer.asked("/keys")).as("then one a minute").isBetween(8, 10);
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
  }

  private void forged(int number) {
    assertThat(status("ci", sign(claims(), new Signer("unknown" + number, NEXT.pair()))))
        .isBetween(401, 503);
  }

  @Test
  void whileTheIssuerIsAwayTheSenderIsToldToComeBack() {
    issuer.answers("/keys", aResponse().withStatus(500));
    HttpResponse<String> refused = send("ci", sign(claims(), KEY));
    issuer.publishes(KEY);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(503);
    clock.advance(Duration.ofSeconds(10));
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
  }

  @Test
  void keysOutliveTheIssuerForADay() {
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
    issuer.answers("/keys", aResponse().withStatus(500));
    clock.advance(Duration.ofHours(23));
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(202);
    clock.advance(Duration.ofHours(2));
    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(503);
  }

  @Test
  void anIssuerCannotSendUsToAPrivateAddress() {
    try (TestIssuer inside = new TestIssuer()) {
      inside.publishes(KEY);
      String port = inside.url().substring("http://localhost".length());
      for (String host : List.of("https://127.0.0.1", "http://127.0.0.1", "https://[::1]")) {
        issuer.discovery(issuer.url(), host + port + "/keys");
        assertThat(status("ci", sign(claims(), KEY))).isEqualTo(503);
        clock.advance(Duration.ofSeconds(10));
      }
      assertThat(inside.requests()).isZero();
    }
  }

  @Test
  void noRedirectIsFollowedToTheKeys() {
    try (TestIssuer other = new TestIssuer()) {
      other.publishes(KEY);
      issuer.answers(
          "/keys", aResponse().withStatus(302).withHeader("Location", other.url() + "/keys"));

      assertThat(status("ci", sign(claims(), KEY))).isEqualTo(503);
      assertThat(other.requests()).isZero();
    }
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() {
    issuer.discovery("https://evil.example", issuer.url() + "/keys");

    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(503);
    assertThat(issuer.asked("/keys")).isZero();
  }

  @Test
  void weakAndSecretKeysAreNotTaken() {
    issuer.answers(
        "/keys",
        aResponse()
            .withBody(
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"first\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"},"
                    + "{\"kty\":\"new\",\"kid\":\"x\"},"
                    + NEXT.jwk()
                    + "]}"));

    assertThat(status("ci", sign(claims(), KEY))).isEqualTo(401);
    assertThat(status("ci", sign(claims(), NEXT))).isEqualTo(202);
  }
}
