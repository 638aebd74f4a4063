package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How we log in, and who must never see the password. */
class OciRegistryLoginTest extends FakeRegistry {
  @Test
  void getsAndKeepsABearerToken() {
    challenge("Bearer realm=\"http://" + host() + "/token\",service=\"reg\",scope=\"all:*:*\"");
    server.stubFor(
        get(urlPathEqualTo("/token"))
            .willReturn(aResponse().withBody("{\"access_token\":\"abc\",\"expires_in\":300}")));
    OciRegistry registry = registry(withLogin());
    ImageName image = ImageName.of(host(), "acme/app").orElseThrow();
    registry.confirm(image, TAG, null);
    assertThat(registry.confirm(image, TAG, null)).isInstanceOf(Confirmation.Confirmed.class);
    server.verify(
        1,
        getRequestedFor(urlPathEqualTo("/token"))
            .withQueryParam("scope", WireMock.equalTo("repository:acme/app:pull"))
            .withQueryParam("service", WireMock.equalTo("reg"))
            .withBasicAuth(new BasicCredentials("user", "hunter2-secret")));
    server.verify(
        headRequestedFor(urlEqualTo(TAG_URL))
            .withHeader("Authorization", WireMock.equalTo("Bearer abc")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"http://tokens.example.com/token\"",
        "Bearer realm=\"https://tokens.example.com/token\"",
        "Bearer realm=\"http://169.254.169.254/latest/meta-data\"",
        "Bearer realm=\"file:///etc/passwd\"",
        "Bearer realm=\"\"",
        "Bearer service=\"reg\"",
        "Digest realm=\"x\",nonce=\"y\"",
        "Negotiate"
      })
  void aForeignOrUnusableRealmNeverSeesThePassword(String challenge) {
    challenge(challenge);
    assertThatThrownBy(() -> confirm(withLogin()))
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{}", "{\"token\":\"a\\r\\nX: y\"}", "{\"token\":7.5e3"})
  void aTokenThatCannotBeReadIsForAPerson(String body) {
    challenge("Bearer realm=\"http://" + host() + "/token\"");
    server.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withBody(body)));
    assertThatThrownBy(() -> confirm(withLogin()))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("token");
  }

  @Test
  void aTokenServerThatRefusesIsForAPersonAndOneThatFailsPasses() {
    challenge("Bearer realm=\"http://" + host() + "/token\"");
    server.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(401)));
    assertThatThrownBy(() -> confirm(withLogin())).isInstanceOf(UserFault.class);
    server.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(503)));
    assertThatThrownBy(() -> confirm(withLogin())).isInstanceOf(TransientFault.class);
  }

  @Test
  void aRefusedPasswordIsAskedWithOnlyOnce() {
    server.stubFor(
        any(urlEqualTo(TAG_URL))
            .willReturn(
                aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"r\"")));
    assertThatThrownBy(() -> confirm(withLogin()))
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("hunter2");
    server.verify(2, headRequestedFor(anyUrl()));
  }

  // Docker Hub answers so for a repository that does not exist.
  @Test
  void anImageThatNobodyMayReadIsForAPerson() {
    challenge("Bearer realm=\"http://" + host() + "/token\"");
    server.stubFor(
        any(urlEqualTo(TAG_URL))
            .atPriority(1)
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader(
                        "WWW-Authenticate", "Bearer realm=\"http://" + host() + "/token\"")));
    server.stubFor(
        get(urlPathEqualTo("/token")).willReturn(aResponse().withBody("{\"token\":\"abc\"}")));
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("Check the name");
  }

  @Test
  void usesWhatDockerLoginStored() throws Exception {
    String auth = ByteString.encodeString("user:hunter2-secret", StandardCharsets.UTF_8).base64();
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(
        home.resolve(".docker/config.json"),
        "{\"auths\":{\"" + host() + "\":{\"auth\":\"" + auth + "\"}}}");
    challenge("Basic realm=\"r\"");
    assertThat(confirm()).isInstanceOf(Confirmation.Confirmed.class);
    server.verify(
        headRequestedFor(urlEqualTo(TAG_URL))
            .withHeader("Authorization", WireMock.equalTo("Basic " + auth)));
  }

  @Test
  void aBrokenDockerConfigurationIsForAPerson() throws Exception {
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), "{\"auths\": hunter2");
    challenge("Basic realm=\"r\"");
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("hunter2");
  }

  // What "az acr login" leaves behind.
  @Test
  void tradesAnIdentityTokenForABearerToken() throws Exception {
    String auth = ByteString.encodeUtf8("00000000-0000-0000-0000-000000000000:").base64();
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(
        home.resolve(".docker/config.json"),
        "{\"auths\":{\""
            + host()
            + "\":{\"auth\":\""
            + auth
            + "\",\"identitytoken\":\"refresh-me\"}}}");
    challenge("Bearer realm=\"http://" + host() + "/token\",service=\"reg\"");
    server.stubFor(
        post(urlEqualTo("/token"))
            .withFormParam("grant_type", WireMock.equalTo("refresh_token"))
            .withFormParam("refresh_token", WireMock.equalTo("refresh-me"))
            .withFormParam("scope", WireMock.equalTo("repository:acme/app:pull"))
            .willReturn(aResponse().withBody("{\"access_token\":\"abc\"}")));
    assertThat(confirm()).isInstanceOf(Confirmation.Confirmed.class);
  }
}
