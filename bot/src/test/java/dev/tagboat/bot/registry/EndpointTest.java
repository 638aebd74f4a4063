package dev.tagboat.bot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.net.Addresses;
import dev.tagboat.bot.net.Secret;
import java.net.InetAddress;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  private static Endpoint of(String host) {
    return Endpoint.of(RegistrySettings.of(host), true);
  }

  @ParameterizedTest
  @CsvSource({
    "docker.io, https://registry-1.docker.io/v2/",
    "index.docker.io, https://registry-1.docker.io/v2/",
    "ghcr.io, https://ghcr.io/v2/",
    "registry.acme.io:8443, https://registry.acme.io:8443/v2/",
    "localhost:5000, http://localhost:5000/v2/",
    "127.0.0.1:5000, http://127.0.0.1:5000/v2/",
    "[::1]:5000, http://[::1]:5000/v2/",
    "127.0.0.1.evil.io, https://127.0.0.1.evil.io/v2/"
  })
  void knowsWhereToAsk(String host, String url) {
    assertThat(of(host).base()).hasToString(url);
  }

  @Test
  void speaksPlainHttpWhereItIsConfigured() {
    RegistrySettings plain = new RegistrySettings("registry.acme.io", null, null, true, List.of());
    assertThat(Endpoint.of(plain, true).base().isHttps()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "docker.io, https://auth.docker.io/token, true",
    "docker.io, http://auth.docker.io/token, false",
    "docker.io, https://auth.docker.io.evil.com/token, false",
    "registry.gitlab.com, https://gitlab.com/jwt/auth, true",
    "registry.acme.co.uk, https://evil.co.uk/token, false",
    "10.0.0.1:5000, https://10.0.0.1:5001/token, true",
    "10.0.0.1:5000, https://10.0.0.2:5001/token, false",
    "localhost:5000, http://localhost:5001/token, true",
    "registry.acme.io, https://auth.acme.example/token, false"
  })
  void sendsCredentialsOnlyToTheSameSite(String host, String realm, boolean allowed) {
    assertThat(of(host).isTokenServer(HttpUrl.get(realm))).isEqualTo(allowed);
  }

  @Test
  void aTrustedHostMayBeTheTokenServerButOnlyEncrypted() {
    RegistrySettings settings =
        new RegistrySettings("registry.acme.io", null, null, false, List.of("auth.example"));
    Endpoint endpoint = Endpoint.of(settings, true);
    assertThat(endpoint.isTokenServer(HttpUrl.get("https://auth.example/t"))).isTrue();
    assertThat(endpoint.isTokenServer(HttpUrl.get("http://auth.example/t"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.8",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:0a00:0001::",
        "::127.0.0.1"
      })
  void knowsPrivateAddresses(String address) throws Exception {
    assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700::1", "64:ff9b::8.8.8.8"})
  void knowsPublicAddresses(String address) throws Exception {
    assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ghcr.io", "ghcr.io/acme", "", "a b", "user@ghcr.io"})
  void aHostThatIsNoneIsRefused(String host) {
    assertThatThrownBy(() -> RegistrySettings.of(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host");
  }

  @Test
  void aLoginIsWholeAndIsNotPrinted() {
    assertThat(RegistrySettings.of("ghcr.io").withLogin("me", Secret.of("hunter2")).toString())
        .doesNotContain("hunter2");
    assertThatThrownBy(() -> new RegistrySettings("ghcr.io", "me", null, false, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
