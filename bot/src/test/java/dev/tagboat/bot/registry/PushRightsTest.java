package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.HttpClients;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a login could push, without a push. */
class PushRightsTest extends FakeRegistry {
  private PushRights.Verdict ask(RegistrySettings settings) {
    PushRights rights =
        new PushRights(
            new Endpoints(List.of(settings), false),
            HttpClients.shared(),
            new Logins(Map.of(), home),
            Clock.systemUTC());
    return rights.of(ImageName.of(host(), "acme/app").orElseThrow());
  }

  private void bearer() {
    server.stubFor(
        any(urlEqualTo("/v2/"))
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"http://" + host() + "/token\",service=\"reg\"")));
  }

  private void grant(String scope, String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String token =
        "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    server.stubFor(
        get(urlPathEqualTo("/token"))
            .withQueryParam("scope", equalTo(scope))
            .withBasicAuth("user", "hunter2-secret")
            .willReturn(aResponse().withBody("{\"token\":\"" + token + "\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"access":[{"type":"repository","name":"acme/app","actions":["pull","push"]}]} | YES
          {"access":[{"type":"repository","name":"acme/app","actions":["*"]}]}           | YES
          {"access":[{"type":"repository","name":"acme/app","actions":["pull"]}]}        | NO
          {"access":[{"type":"repository","name":"acme/other","actions":["push"]}]}      | NO
          {"access":[]}                                                                  | NO
          {"access":null}                                                                | UNKNOWN
          {"sub":"user"}                                                                 | UNKNOWN
          no json                                                                        | UNKNOWN
          """)
  void theTokenTellsWhatWasGranted(String claims, PushRights.Verdict verdict) {
    bearer();
    grant("repository:acme/app:pull,push", claims);

    assertThat(ask(withLogin())).isEqualTo(verdict);
    assertThat(server.getAllServeEvents())
        .allMatch(event -> event.getRequest().getMethod().equals(RequestMethod.GET));
  }

  @Test
  void aTokenOnlyTheRegistryCanReadTellsNothing() {
    bearer();
    server.stubFor(
        get(urlPathEqualTo("/token")).willReturn(aResponse().withBody("{\"token\":\"b3BhcXVl\"}")));

    assertThat(ask(withLogin())).isEqualTo(PushRights.Verdict.UNKNOWN);
  }

  @Test
  void aRegistryThatRefusesTheWholeButGivesPullingMeansNo() {
    bearer();
    server.stubFor(
        get(urlPathEqualTo("/token")).atPriority(9).willReturn(aResponse().withStatus(403)));
    grant("repository:acme/app:pull", "{}");

    assertThat(ask(withLogin())).isEqualTo(PushRights.Verdict.NO);
  }

  @Test
  void aLoginThatIsRefusedIsAFaultWithoutThePassword() {
    bearer();
    server.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(401)));

    assertThatThrownBy(() -> ask(withLogin()))
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void withoutALoginNobodyIsAsked() {
    assertThat(ask(RegistrySettings.of(host()))).isEqualTo(PushRights.Verdict.NO_LOGIN);
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void aPasswordIsNotSentToARegistryThatDoesNotAskForAToken() {
    server.stubFor(
        any(urlEqualTo("/v2/"))
            .willReturn(
                aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"r\"")));

    assertThat(ask(withLogin())).isEqualTo(PushRights.Verdict.UNKNOWN);
    server.verify(
        0, anyRequestedFor(anyUrl()).withBasicAuth(new BasicCredentials("user", "hunter2-secret")));
  }
}
