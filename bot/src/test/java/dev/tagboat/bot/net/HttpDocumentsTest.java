package dev.tagboat.bot.net;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents.Document;
import dev.tagboat.bot.net.Documents.Reach;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDocumentsTest {
  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final Documents documents = new HttpDocuments(HttpClients.shared());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private URI local() {
    return URI.create("http://localhost:" + server.port() + "/keys");
  }

  private void answers(ResponseDefinitionBuilder response) {
    server.stubFor(get(anyUrl()).willReturn(response));
  }

  @Test
  void givesTheBytesAndHowLongTheyAreGood() {
    answers(aResponse().withBody("{}").withHeader("Cache-Control", "public, max-age=600"));

    Document document = Objects.requireNonNull(documents.get(local(), Reach.CONFIGURED));

    assertThat(new String(document.bytes(), StandardCharsets.UTF_8)).isEqualTo("{}");
    assertThat(document.maxAge()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void sendsNothingThatIsSecret() {
    answers(aResponse().withBody("{}"));
    documents.get(local(), Reach.CONFIGURED);

    LoggedRequest request = server.getAllServeEvents().get(0).getRequest();
    assertThat(request.getAllHeaderKeys())
        .containsOnly("Host", "Connection", "Accept-Encoding", "User-Agent");
    assertThat(request.getHeader("User-Agent")).matches("tagboat(/.+)?");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void whatIsNotThereIsNothing(int status) {
    answers(aResponse().withStatus(status));

    assertThat(documents.get(local(), Reach.CONFIGURED)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 302, 307, 401, 500, 503})
  void noOtherAnswerIsADocumentAndNoRedirectIsFollowed(int status) {
    answers(aResponse().withStatus(status).withHeader("Location", local().toString()));

    assertThatThrownBy(() -> documents.get(local(), Reach.CONFIGURED))
        .isInstanceOf(TransientFault.class)
        .hasMessage("Could not ask localhost: it answered " + status + ".");
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @Test
  void readsNoMoreThanItMust() {
    answers(
        aResponse().withBody(new byte[256 * 1024 + 1]).withHeader("Transfer-Encoding", "chunked"));

    assertThatThrownBy(() -> documents.get(local(), Reach.CONFIGURED))
        .isInstanceOf(TransientFault.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:PORT/keys",
        "https://localhost:PORT/keys",
        "https://[::1]:PORT/keys",
        "https://[::ffff:127.0.0.1]:PORT/keys",
        "https://10.1.2.3/keys",
        "https://169.254.169.254/latest/meta-data/",
        "https://2130706433/",
      })
  void anAddressThatSomebodyElseNamedMustBePublic(String url) {
    URI address = URI.create(url.replace("PORT", Integer.toString(server.port())));

    assertThatThrownBy(() -> documents.get(address, Reach.PUBLIC))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("it is at a private or loopback address");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:PORT/", "http://127.0.0.1:PORT/"})
  void plainHttpToAPrivateAddressIsRefusedEvenWhereItIsAllowed(String url) {
    URI address = URI.create(url.replace("PORT", Integer.toString(server.port())));

    assertThatThrownBy(() -> documents.get(address, Reach.PUBLIC))
        .hasMessageContaining("not HTTPS");
    assertThatThrownBy(() -> documents.get(address, Reach.PUBLIC_PLAIN))
        .hasMessageContaining("private or loopback");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example/keys",
        "file:///etc/passwd",
        "ftp://issuer.example/",
        "https://user:pass@issuer.example/",
        "keys",
      })
  void otherAddressesAreRefused(String url) {
    assertThatThrownBy(() -> documents.get(URI.create(url), Reach.CONFIGURED))
        .isInstanceOf(TransientFault.class)
        .message()
        .doesNotContain("pass");
  }
}
