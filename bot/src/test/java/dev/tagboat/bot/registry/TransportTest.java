package dev.tagboat.bot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Redirects between hosts that tests cannot have: the answers come from a map of addresses. */
class TransportTest {
  private static final Endpoint ENDPOINT =
      Endpoint.of(RegistrySettings.of("registry.acme.example"), false);
  private static final Request REQUEST =
      new Request.Builder()
          .url("https://registry.acme.example/v2/a/manifests/1")
          .header("Authorization", "Bearer token")
          .build();

  private final List<Request> sent = new ArrayList<>();

  private Response follow(Map<String, String> redirects) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(chain -> answer(chain.request(), redirects))
            .build();
    return new Transport(client).follow(ENDPOINT, REQUEST);
  }

  private Response answer(Request request, Map<String, String> redirects) {
    sent.add(request);
    String to = redirects.get(request.url().toString());
    Response.Builder response =
        new Response.Builder().request(request).protocol(Protocol.HTTP_1_1).message("");
    return to == null
        ? response.code(200).build()
        : response.code(302).header("Location", to).build();
  }

  @Test
  void credentialsStayWithTheRegistry() {
    String first = REQUEST.url().toString();
    follow(Map.of(first, "https://user:pass@cdn.example/x?sig=1")).close();
    Request last = sent.get(1);
    assertThat(last.header("Authorization")).isNull();
    assertThat(last.url()).hasToString("https://cdn.example/x?sig=1");
  }

  @Test
  void credentialsDoNotComeBackByADetour() {
    String first = REQUEST.url().toString();
    String back = "https://registry.acme.example/other";
    follow(Map.of(first, "https://cdn.example/x", "https://cdn.example/x", back)).close();
    assertThat(sent).hasSize(3);
    assertThat(sent.get(2).header("Authorization")).isNull();
  }

  @Test
  void anotherPortIsAnotherHost() {
    String first = REQUEST.url().toString();
    follow(Map.of(first, "https://registry.acme.example:8443/x")).close();
    assertThat(sent.get(1).header("Authorization")).isNull();
  }

  @Test
  void theSameHostKeepsThem() {
    String first = REQUEST.url().toString();
    follow(Map.of(first, "/v2/b/manifests/1")).close();
    assertThat(sent.get(1).header("Authorization")).isEqualTo("Bearer token");
  }

  @Test
  void encryptionIsNotGivenUp() {
    String first = REQUEST.url().toString();
    assertThatThrownBy(() -> follow(Map.of(first, "http://registry.acme.example/x")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("plain HTTP");
    assertThat(sent).hasSize(1);
  }

  @Test
  void aCircleEndsAfterFiveRedirects() {
    String first = REQUEST.url().toString();
    assertThatThrownBy(() -> follow(Map.of(first, first)))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("more than 5 times");
    assertThat(sent).hasSize(6);
  }

  @Test
  void aCertificateThatCannotBeTrustedIsForAPerson() {
    IOException untrusted = new SSLHandshakeException("PKIX path building failed");
    untrusted.initCause(new CertificateException("unknown issuer"));
    HttpUrl url = REQUEST.url().newBuilder().query("sig=hunter2").build();
    assertThat(Transport.fault(url, untrusted))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("certificate")
        .hasMessageNotContaining("hunter2");
  }
}
