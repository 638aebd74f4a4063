package dev.tagboat.bot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagListsTest extends FakeRegistry {
  private static final String FIRST = "/v2/acme/app/tags/list?n=1000";

  private void page(String url, String body, String... link) {
    server.stubFor(
        get(urlEqualTo(url))
            .willReturn(
                link.length == 0
                    ? aResponse().withBody(body)
                    : aResponse().withBody(body).withHeader("Link", link[0])));
  }

  private List<Tag> tags() {
    return registry(RegistrySettings.of(host()))
        .tags(ImageName.of(host(), "acme/app").orElseThrow());
  }

  @Test
  void readsPageAfterPage() {
    page(FIRST, "{\"tags\":[\"1\",\"2\"]}", "</v2/acme/app/tags/list?last=2&n=2>; rel=\"next\"");
    page("/v2/acme/app/tags/list?last=2&n=2", "{\"tags\":[\"2\",\"3\",\"not a tag\"]}");

    assertThat(tags()).containsExactly(new Tag("1"), new Tag("2"), new Tag("3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<list?last=1>;rel=next",
        "<list?last=1>; title=\"a, b\"; rel=\"next\"",
        "<list?last=0>; rel=prev, <list?last=1>; rel=\"last next\"; n=2",
        "<list?last=0>; title=\"next\"; rel=first, <list?last=1>; REL = \"Next\""
      })
  void linksAreReadInEverySpelling(String link) {
    page(FIRST, "{\"tags\":[\"1\"]}", link);
    page("/v2/acme/app/tags/list?last=1", "{\"tags\":[\"2\"]}");

    assertThat(tags()).containsExactly(new Tag("1"), new Tag("2"));
  }

  @Test
  void aLinkToAnotherHostIsAskedForHere() {
    String link = "<http://elsewhere.example/v2/x/tags/list?last=1>; rel=next";
    page(FIRST, "{\"tags\":[\"1\"]}", link);
    page("/v2/acme/app/tags/list?last=1", "{\"tags\":[\"2\"]}");

    assertThat(tags()).containsExactly(new Tag("1"), new Tag("2"));
  }

  @Test
  void aListThatRunsInACircleIsGivenUp() {
    page(FIRST, "{\"tags\":[\"1\"]}", "<" + FIRST + ">; rel=\"next\"");

    assertThatThrownBy(this::tags).isInstanceOf(UserFault.class).hasMessageContaining("not end");
  }

  @Test
  void noTagsIsAnEmptyList() {
    page(FIRST, "{\"name\":\"acme/app\",\"tags\":null}");

    assertThat(tags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{\"tags\":[",
        "null",
        "{\"tags\":{\"1\":\"2\"}}",
        "{\"tags\":\"1\"}",
        "{\"errors\":[]}",
      })
  void whatIsNoListIsSaidSo(String body) {
    page(FIRST, body);

    assertThatThrownBy(this::tags).isInstanceOf(UserFault.class).hasMessageContaining("no list");
  }

  @Test
  void aPageWithoutEndIsForThePersonSinceItIsNoShorterNextTime() {
    page(FIRST, "{\"tags\":[\"" + "1".repeat(4 * 1024 * 1024) + "\"]}");

    assertThatThrownBy(this::tags)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("the answer is larger than 4194304 bytes");
  }

  @Test
  void aMissingImageIsForThePersonAndAServerErrorForTime() {
    assertThatThrownBy(this::tags)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("no such image");
    server.stubFor(get(urlEqualTo(FIRST)).willReturn(aResponse().withStatus(503)));
    assertThatThrownBy(this::tags).isInstanceOf(TransientFault.class);
  }
}
