package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tag lists that are asked for only when they changed. */
class TagMemoryTest extends FakeRegistry {
  private static final String FIRST = "/v2/acme/app/tags/list?n=1000";
  private static final String SECOND = "/v2/acme/app/tags/list?last=2&n=2";
  private static final String MODIFIED = "Tue, 24 Nov 2026 08:02:00 GMT";

  private List<Tag> tags() {
    return registry(DiskMemory.in(home.resolve("cache"), Clock.systemUTC())).tags(image());
  }

  private void page(String url, String body, String... headers) {
    var answer = aResponse().withBody(body);
    for (int i = 0; i < headers.length; i += 2) {
      answer.withHeader(headers[i], headers[i + 1]);
    }
    server.stubFor(get(urlEqualTo(url)).willReturn(answer));
  }

  private void unchanged(String url, String header, String value) {
    server.stubFor(
        get(urlEqualTo(url))
            .withHeader(header, equalTo(value))
            .atPriority(1)
            .willReturn(aResponse().withStatus(304)));
  }

  @Test
  void pagesThatDidNotChangeAreNotSentAgain() {
    page(FIRST, "{\"tags\":[\"1\",\"2\"]}", "ETag", "\"a\"", "Link", "<" + SECOND + ">; rel=next");
    page(SECOND, "{\"tags\":[\"3\"]}", "Last-Modified", MODIFIED);
    List<Tag> before = tags();
    unchanged(FIRST, "If-None-Match", "\"a\"");
    unchanged(SECOND, "If-Modified-Since", MODIFIED);

    assertThat(tags()).isEqualTo(before).hasSize(3);
  }

  @Test
  void aPageThatChangedReplacesWhatIsRemembered() {
    page(FIRST, "{\"tags\":[\"1\"]}", "ETag", "\"a\"");
    tags();
    page(FIRST, "{\"tags\":[\"1\",\"2\"]}", "ETag", "\"b\"");
    tags();
    unchanged(FIRST, "If-None-Match", "\"b\"");

    assertThat(tags()).containsExactly(new Tag("1"), new Tag("2"));
  }

  @Test
  void withoutAValidatorNothingIsRemembered() {
    page(FIRST, "{\"tags\":[\"1\"]}");
    tags();

    assertThat(home.resolve("cache")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-quotes", "W/\"weak\"", "\"", "a\"b\"c"})
  void anETagIsSentBackAsItCame(String etag) {
    page(FIRST, "{\"tags\":[\"1\"]}", "ETag", etag);
    tags();
    unchanged(FIRST, "If-None-Match", etag);

    assertThat(tags()).containsExactly(new Tag("1"));
    server.verify(1, getRequestedFor(urlEqualTo(FIRST)).withHeader("If-None-Match", absent()));
  }

  @Test
  void anETagThatCannotBeSentBackIsNone() {
    page(FIRST, "{\"tags\":[\"1\"]}", "ETag", "\"" + "x".repeat(5000) + "\"");
    tags();
    tags();

    server.verify(2, getRequestedFor(urlEqualTo(FIRST)).withHeader("If-None-Match", absent()));
  }

  @Test
  void notModifiedWithoutAQuestionIsNoAnswer() {
    server.stubFor(get(urlEqualTo(FIRST)).willReturn(aResponse().withStatus(304)));

    assertThatThrownBy(this::tags).isInstanceOf(UserFault.class).hasMessageContaining("304");
  }

  @Test
  void aDamagedFileIsReadAnew() throws IOException {
    page(FIRST, "{\"tags\":[\"1\"]}", "ETag", "\"a\"");
    tags();
    try (Stream<Path> files = Files.list(home.resolve("cache"))) {
      Files.writeString(files.findFirst().orElseThrow(), "damaged");
    }
    unchanged(FIRST, "If-None-Match", "\"a\"");

    assertThat(tags()).containsExactly(new Tag("1"));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenAnswerIsForTimeAndHarmsNoMemory(Fault fault) {
    page(FIRST, "{\"tags\":[\"1\"]}", "ETag", "\"a\"");
    tags();
    server.stubFor(
        get(urlEqualTo(FIRST))
            .willReturn(aResponse().withHeader("ETag", "\"b\"").withFault(fault)));
    assertThatThrownBy(this::tags).isInstanceOf(TransientFault.class);

    unchanged(FIRST, "If-None-Match", "\"a\"");
    assertThat(tags()).containsExactly(new Tag("1"));
  }

  @Test
  void noCredentialsAreRemembered() throws IOException {
    challenge("Basic realm=\"r\"");
    page(FIRST, "{\"tags\":[\"1\"]}", "ETag", "\"a\"");
    server.stubFor(
        get(urlEqualTo(FIRST))
            .withHeader("Authorization", absent())
            .atPriority(1)
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic")));
    DiskMemory memory = DiskMemory.in(home.resolve("cache"), Clock.systemUTC());
    registry(
            withLogin(),
            HttpClients.shared(),
            memory,
            Pauses.none(Clock.systemUTC()),
            Clock.systemUTC())
        .tags(image());

    try (Stream<Path> files = Files.list(home.resolve("cache"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      assertThat(Files.readString(all.get(0), StandardCharsets.UTF_8))
          .contains("acme/app")
          .doesNotContain("hunter2", "user", "Basic", "Authorization");
    }
  }
}
