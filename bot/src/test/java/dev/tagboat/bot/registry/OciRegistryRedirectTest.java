package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a registry may send us on to, and where not. */
class OciRegistryRedirectTest extends FakeRegistry {
  @Test
  void aRedirectToAnUnconfiguredPrivateHostIsNotFollowed() {
    redirectTo("http://127.0.0.1:" + elsewhere.port() + "/x");
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("private or loopback");
    assertThat(elsewhere.getAllServeEvents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://[::1]:1/x",
        "http://localhost:1/x",
        "http://2130706433:1/x",
        "http://10.0.0.1/x"
      })
  void aRedirectToAPrivateAddressIsNotFollowedHoweverItIsSpelled(String location) {
    redirectTo(location);
    assertThatThrownBy(this::confirm)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("private or loopback");
  }

  @Test
  void aRedirectToATrustedHostIsFollowedWithoutThePassword() {
    challenge("Basic realm=\"r\"");
    redirectTo("http://127.0.0.1:" + elsewhere.port() + "/x");
    elsewhere.stubFor(head(urlEqualTo("/x")).willReturn(found(DIGEST)));
    RegistrySettings trusting =
        new RegistrySettings(
            host(),
            "user",
            Secret.of("hunter2-secret"),
            false,
            List.of("127.0.0.1:" + elsewhere.port()));
    assertThat(confirm(trusting)).isInstanceOf(Confirmation.Confirmed.class);
    elsewhere.verify(headRequestedFor(anyUrl()).withHeader("Authorization", WireMock.absent()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/acme/app/manifests/1.2.3", "ftp://x/y", "http://"})
  void aRedirectThatLeadsNowhereEnds(String location) {
    redirectTo(location);
    assertThatThrownBy(this::confirm).isInstanceOf(UserFault.class);
  }

  private void redirectTo(String location) {
    server.stubFor(
        head(urlEqualTo(TAG_URL))
            .willReturn(aResponse().withStatus(307).withHeader("Location", location)));
  }

  @Test
  void aHostWeAreSentToGetsNoPasswordEvenWhenItAsks() {
    redirectTo("http://127.0.0.1:" + elsewhere.port() + "/x");
    elsewhere.stubFor(
        head(urlEqualTo("/x"))
            .willReturn(
                aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"r\"")));
    RegistrySettings trusting =
        new RegistrySettings(
            host(),
            "user",
            Secret.of("hunter2-secret"),
            false,
            List.of("127.0.0.1:" + elsewhere.port()));
    assertThatThrownBy(() -> confirm(trusting))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("sends us on");
    elsewhere.verify(1, headRequestedFor(anyUrl()).withoutHeader("Authorization"));
  }
}
