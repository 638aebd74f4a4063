package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.config.SignIn;
import dev.tagboat.server.config.SignInProvider;
import dev.tagboat.server.http.TestIssuer.Signer;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a provider, from the button to the session. */
final class ProviderSignInTest {
  @TempDir Path folder;
  private final FakeProvider provider = new FakeProvider();
  private Running running;

  @BeforeEach
  void start() {
    start("groups");
  }

  private void start(String claim) {
    running =
        new Running(
            config(provider, claim),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of(),
            Sources.network(),
            Clock.systemUTC());
  }

  static ServerConfig config(FakeProvider provider, String claim) {
    return PageScene.config(null).with(new SignIn(null, at(provider, claim, "platform")));
  }

  static SignInProvider at(FakeProvider provider, String claim, String operators) {
    return new SignInProvider(
        "Acme SSO",
        provider.url(),
        FakeProvider.CLIENT,
        Secret.of(FakeProvider.SECRET),
        List.of("openid", "email", "groups"),
        claim,
        Set.of(operators),
        Set.of("developers", "ada@acme.io"));
  }

  private void startAnew(String claim) {
    running.close();
    start(claim);
  }

  @AfterEach
  void stop() {
    running.close();
    provider.close();
  }

  /** What a browser holds between the pages. */
  private record Trip(String cookie, String back) {}

  private Trip away() {
    HttpResponse<String> start = running.get("/sign-in/oidc?to=%2Fdrift");
    assertThat(start.statusCode()).as(start.body()).isEqualTo(303);
    String cookie = start.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).startsWith("tagboat-sign-in=").contains("HttpOnly", "SameSite=Lax");
    Matcher link =
        Pattern.compile("href=\"([^\"]+)\"")
            .matcher(page(start.headers().firstValue("Location").orElseThrow()));
    assertThat(link.find()).isTrue();
    String back = link.group(1);
    assertThat(back).startsWith(running.uri("/sign-in/callback").toString());
    return new Trip(cookie.split(";", 2)[0], back.substring(running.uri("").toString().length()));
  }

  private static String page(String url) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> comeBack(Trip trip) {
    return running.get(trip.back(), "Cookie", trip.cookie(), "Accept", "text/html");
  }

  private HttpResponse<String> signIn() {
    return comeBack(away());
  }

  private static String session(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return response.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("tagboat="))
        .findFirst()
        .orElseThrow()
        .split(";", 2)[0];
  }

  private String get(String path, String cookie) {
    HttpResponse<String> response = running.get(path, "Cookie", cookie);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }

  @Test
  void groupsMakeAnOperator() {
    assertThat(running.get("/sign-in").body())
        .contains("Sign in at Acme SSO")
        .doesNotContain("name=\"token\"");
    HttpResponse<String> done = signIn();

    assertThat(done.headers().firstValue("Location")).contains("/drift");
    assertThat(done.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("tagboat-sign-in=;") && cookie.contains("Max-Age=0"));
    String cookie = session(done);
    assertThat(get("/drift", cookie)).contains("<span title=\"may act\">ada@acme.io</span>");
    assertThat(get("/audit.jsonl", cookie))
        .contains("\"actor\":\"ada@acme.io (00u-ada at Acme SSO)\",\"action\":\"signed-in\"")
        .contains("at Acme SSO as 00u-ada, operator");
  }

  @Test
  void aUserNameIsNobodyElsesInTheAudit() {
    provider.says(
        token ->
            token
                .claim("groups", "platform")
                .claim("email_verified", false)
                .claim("preferred_username", "operator (00u-eve at Acme SSO)"));
    String cookie = session(signIn());
    Matcher key = Pattern.compile("name=\"form-key\" value=\"([^\"]+)\"").matcher(get("/", cookie));
    assertThat(key.find()).isTrue();
    running.post(
        "/setup/doctor",
        "form-key=" + key.group(1),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Cookie",
        cookie);

    assertThat(get("/audit.jsonl", cookie))
        .contains(
            "\"actor\":\"operator 00u-eve at Acme SSO (00u-ada at Acme SSO)\",\"action\":\"doctor\"")
        .doesNotContain("\"actor\":\"operator\"");
    assertThat(new AuditLog(running.database, Clock.systemUTC()).verify().problem()).isNull();
  }

  @Test
  void whoIsNotLetInIsInTheAudit() {
    provider.says(token -> token.claim("groups", "sales"));
    assertThat(signIn().statusCode()).isEqualTo(403);
    provider.says(token -> token.claim("groups", "platform"));

    assertThat(get("/audit.jsonl", session(signIn())))
        .contains("\"action\":\"sign-in-refused\",\"subject\":\"127.0.0.1\"")
        .contains("not let in from Acme SSO (403)");
  }

  @Test
  void othersOnlyLook() {
    provider.says(token -> token.claim("groups", "developers"));

    assertThat(get("/drift", session(signIn()))).contains("title=\"may look\"");
  }

  @Test
  void whoHasNoRoleIsToldWhy() {
    provider.says(token -> token.claim("groups", List.of("<sales>", "*")));

    HttpResponse<String> refused = signIn();

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("You are ada@acme.io at Acme SSO", "(&lt;sales&gt;)", "sign-in.oidc");
    assertThat(refused.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("tagboat="));
  }

  @Test
  void aClaimThatIsNowhereIsSaid() {
    provider.says(token -> token);

    assertThat(signIn().body()).contains("neither the ID token nor the user info has the claim");
  }

  @Test
  void theUserInfoIsAskedForTheClaim() {
    provider.says(token -> token);
    provider.saysAlso("{\"sub\":\"00u-ada\",\"groups\":[\"platform\"]}");
    assertThat(signIn().statusCode()).isEqualTo(303);

    provider.saysAlso("{\"sub\":\"somebody-else\",\"groups\":[\"platform\"]}");
    assertThat(signIn().statusCode()).isEqualTo(403);
  }

  @Test
  void claimsInsideOthersAndVerifiedAddressesCount() {
    startAnew("realm_access.roles");
    provider.says(token -> token.claim("realm_access", Map.of("roles", List.of("platform"))));
    assertThat(signIn().statusCode()).isEqualTo(303);

    startAnew("email");
    provider.says(token -> token);
    assertThat(get("/", session(signIn()))).contains("title=\"may look\"");
    provider.says(token -> token.claim("email_verified", false));
    assertThat(signIn().statusCode()).isEqualTo(403);
  }

  @Test
  void aSecretInTheFormWhereTheProviderWantsIt() {
    provider.onlyForm = true;

    assertThat(signIn().statusCode()).isEqualTo(303);
  }

  @Test
  void tokensThatAreNotForUsAreRefused() {
    Signer stranger = Signer.rsa("key-1");
    Instant past = Instant.now().minusSeconds(7200);
    provider.says(token -> token.claim("groups", "platform").claim("nonce", "another"));
    assertThat(signIn().statusCode()).as("another attempt's").isEqualTo(502);
    provider.says(token -> token.claim("groups", "platform").issuer("https://evil.example"));
    assertThat(signIn().statusCode()).as("another issuer's").isEqualTo(502);
    provider.says(token -> token.claim("groups", "platform").audience().add("other").and());
    assertThat(signIn().statusCode()).as("several audiences, no party").isEqualTo(502);
    provider.says(token -> token.claim("groups", "platform").claim("azp", "other"));
    assertThat(signIn().statusCode()).as("made for another").isEqualTo(502);
    provider.says(token -> token.claim("groups", "platform").expiration(Date.from(past)));
    assertThat(signIn().statusCode()).as("too old").isEqualTo(502);
    provider.says(token -> token.claim("groups", "platform"));
    provider.signsWith = stranger;
    HttpResponse<String> forged = signIn();
    assertThat(forged.statusCode()).as("signed by another").isEqualTo(502);
    assertThat(forged.body()).contains("is not good here", provider.url());
  }

  @Test
  void onlyTheBrowserThatBeganComesIn() {
    Trip trip = away();
    assertThat(running.get(trip.back(), "Accept", "text/html").statusCode()).isEqualTo(400);
    assertThat(comeBack(new Trip(away().cookie(), trip.back())).body())
        .contains("not the sign-in that this browser began");
    Trip elsewhere = new Trip(trip.cookie(), trip.back().replaceAll("iss=[^&]*", "iss=x"));
    assertThat(comeBack(elsewhere).statusCode()).isEqualTo(401);

    assertThat(comeBack(trip).statusCode()).isEqualTo(303);
    HttpResponse<String> again = comeBack(trip);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("this sign-in is over");
  }

  @Test
  void whatTheProviderSaysIsNoMarkup() {
    provider.denies = true;
    assertThat(signIn().body()).contains("did not let you through, or you turned back");

    Trip trip = away();
    String state = trip.back().replaceAll(".*state=", "");
    HttpResponse<String> odd =
        comeBack(
            new Trip(
                trip.cookie(),
                "/sign-in/callback?state="
                    + state
                    + "&error=server_error&error_description=%3Cscript%3Ealert(1)"));
    assertThat(odd.statusCode()).isEqualTo(401);
    assertThat(odd.body()).contains("(server_error: &lt;script&gt;alert(1))");
  }

  @Test
  void aProviderThatIsAwayIsSaid() {
    Trip trip = away();
    provider.away = true;
    HttpResponse<String> late = comeBack(trip);
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.body()).contains("Acme SSO cannot be asked just now");

    startAnew("groups");
    assertThat(running.get("/sign-in/oidc").statusCode()).isEqualTo(503);
    assertThat(running.get("/sign-in").statusCode()).isEqualTo(200);
  }

  @Test
  void otherGroupsInTheConfigurationEndSessions() {
    String cookie = session(signIn());
    get("/", cookie);
    running.close();
    running =
        new Running(
            PageScene.config(null).with(new SignIn(null, at(provider, "groups", "others"))),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of());

    assertThat(running.get("/", "Cookie", cookie).statusCode()).isEqualTo(303);
  }

  @Test
  void signingOutOffersTheProvidersToo() {
    String cookie = session(signIn());
    Matcher key = Pattern.compile("name=\"form-key\" value=\"([^\"]+)\"").matcher(get("/", cookie));
    assertThat(key.find()).isTrue();

    HttpResponse<String> out =
        running.post(
            "/sign-out",
            "form-key=" + key.group(1),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Cookie",
            cookie);

    assertThat(out.headers().firstValue("Location")).contains("/sign-in?out=1");
    assertThat(running.get("/sign-in?out=1").body())
        .contains("sign out there, too", provider.url() + "/bye?client_id=tagboat");
    assertThat(running.get("/", "Cookie", cookie).statusCode()).isEqualTo(303);
  }

  @Test
  void withoutAProviderThereIsNothing() {
    running.close();
    running =
        new Running(
            PageScene.config("an-admin-token"),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of());

    assertThat(running.get("/sign-in/oidc").statusCode()).isEqualTo(404);
    assertThat(running.get("/sign-in/callback").statusCode()).isEqualTo(404);
  }
}
