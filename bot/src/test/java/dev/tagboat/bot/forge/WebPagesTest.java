package dev.tagboat.bot.forge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebPagesTest {
  private static final String COMMIT = "c".repeat(40);

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/config.git, , https://github.com/acme/config",
    "https://github.com/acme/config/, , https://github.com/acme/config",
    "ssh://git@github.com/acme/config.git, , https://github.com/acme/config",
    "https://git.acme.io/acme/config.git, GITHUB, https://git.acme.io/acme/config",
    "https://git.acme.io:8443/a/b/c, GITLAB, https://git.acme.io:8443/a/b/c",
    "http://127.0.0.1:80/acme/config.git, GITHUB, http://127.0.0.1:80/acme/config"
  })
  void pagesOfAConfigRepo(URI cloneUrl, WebPages.Style style, String url) {
    assertThat(WebPages.of(cloneUrl, style)).map(WebPages::url).contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://git.acme.io/acme/config.git", "file:///srv/config.git", "ssh://h/x"})
  void noneWhereNobodyKnowsTheForge(URI cloneUrl) {
    assertThat(WebPages.of(cloneUrl, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, https://h.example/a/b/blob/C/x%20%23/%C3%A4.yaml#L7",
    "GITLAB, https://h.example/a/b/-/blob/C/x%20%23/%C3%A4.yaml#L7",
    "GITEA, https://h.example/a/b/src/commit/C/x%20%23/%C3%A4.yaml#L7"
  })
  void aLineOfAFile(WebPages.Style style, String url) {
    WebPages pages = WebPages.of(URI.create("https://h.example/a/b"), style).orElseThrow();

    assertThat(pages.line("C", "x #/ä.yaml", 7)).isEqualTo(url);
  }

  @Test
  void aRangeNeedsTwoCommits() {
    WebPages pages = WebPages.claimed("https://github.com/a/b", null).orElseThrow();

    assertThat(pages.between("abcdef1", COMMIT))
        .contains("https://github.com/a/b/compare/abcdef1..." + COMMIT);
    assertThat(pages.between("main", COMMIT)).isEmpty();
    assertThat(pages.between("../../x", COMMIT)).isEmpty();
  }

  @Test
  void aSourceBesideTheConfigRepoIsKnown() {
    WebPages ours =
        WebPages.of(URI.create("https://git.acme.io/acme/config"), WebPages.Style.GITEA)
            .orElseThrow();

    assertThat(WebPages.claimed("https://git.acme.io/acme/web", ours))
        .map(WebPages::style)
        .contains(WebPages.Style.GITEA);
    assertThat(WebPages.claimed("http://git.acme.io/acme/web", ours)).isEmpty();
    assertThat(WebPages.claimed("https://git.acme.io/acme/web", null)).isEmpty();
  }
}
