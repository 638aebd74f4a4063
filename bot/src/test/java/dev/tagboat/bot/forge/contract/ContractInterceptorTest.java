package dev.tagboat.bot.forge.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContractInterceptorTest {
  private static final String LABEL =
      "{\"id\":1,\"node_id\":\"x\",\"url\":\"http://localhost/l\",\"name\":\"a\","
          + "\"description\":null,\"color\":\"ededed\",\"default\":false}";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final ContractInterceptor contract =
      new ContractInterceptor(GitHubContract.shared(), "/api/v3");
  private final OkHttpClient client =
      new OkHttpClient.Builder().addNetworkInterceptor(contract).build();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aDescribedExchangeIsCleanAndStillReadable() throws IOException {
    String read = exchange("POST", "/repos/o/r/labels", "{\"name\":\"a\"}", 201, LABEL);

    contract.assertClean();
    assertThat(read).isEqualTo(LABEL);
  }

  @Test
  void aBodyThatLacksARequiredKeyIsAViolation() throws IOException {
    exchange("POST", "/repos/o/r/labels", "{\"color\":\"a\"}", 201, LABEL);

    assertThat(contract.violations()).singleElement().asString().contains("request", "'name'");
  }

  @Test
  void anAnswerOfTheWrongTypeIsAViolation() throws IOException {
    exchange("GET", "/repos/o/r/labels/a%2Fb", "", 200, LABEL.replace("\"id\":1", "\"id\":\"1\""));

    assertThat(contract.violations()).singleElement().asString().contains("answer 200", "id");
  }

  @Test
  void anUndescribedSuccessIsAViolationAndAnUndescribedRefusalIsNot() throws IOException {
    exchange("POST", "/repos/o/r/labels", "{\"name\":\"a\"}", 502, "<html>");
    contract.assertClean();

    exchange("POST", "/repos/o/r/labels", "{\"name\":\"a\"}", 200, LABEL);

    assertThat(contract.violations()).singleElement().asString().contains("no answer 200");
  }

  @Test
  void anUnknownRouteAndAnUnknownQueryAreViolations() throws IOException {
    exchange("GET", "/repos/o/r/labels?shade=dark", "", 200, "[]");
    exchange("GET", "/repos/o/r/tea", "", 200, "{}");

    assertThat(contract.violations()).hasSize(2);
    assertThatThrownBy(contract::assertClean)
        .hasMessageContaining("shade")
        .hasMessageContaining("tea");
  }

  @Test
  void aLegacyRouteIsHeldToItsSuccessor() throws IOException {
    exchange("GET", "/repos/o/r/git/refs/heads/main", "", 200, "{}");

    assertThat(contract.violations()).isNotEmpty().allMatch(v -> v.contains("git/refs/{ref}"));
  }

  @Test
  void aTestWithoutExchangesIsNotClean() {
    assertThatThrownBy(contract::assertClean).hasMessageContaining("no exchange");
  }

  private String exchange(String method, String path, String body, int status, String answer)
      throws IOException {
    server.stubFor(any(anyUrl()).willReturn(jsonResponse(answer, status)));
    RequestBody sent =
        body.isEmpty() ? null : RequestBody.create(body, MediaType.get("application/json"));
    Request request =
        new Request.Builder().url(server.url("/api/v3" + path)).method(method, sent).build();
    try (Response response = client.newCall(request).execute()) {
      return response.body().string();
    }
  }
}
