package dev.tagboat.bot.forge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
  private static String html(String markdown) {
    return Markdown.render(markdown).toString();
  }

  @Test
  void tables() {
    assertThat(html("| image | to |\n|---|:--|\n| `a\\|b` | **1** |"))
        .isEqualTo(
            "<div class=\"scroll\"><table><thead><tr><th>image</th><th>to</th></tr></thead>"
                + "<tbody><tr><td><code>a|b</code></td><td><strong>1</strong></td></tr></tbody>"
                + "</table></div>");
  }

  @Test
  void lists() {
    assertThat(html("- a\n- [x] b\n  more\n1. c"))
        .isEqualTo("<ul><li>a</li><li><p>\u2611 b\nmore</p></li></ul><ol><li>c</li></ol>");
  }

  @Test
  void codeAndDetails() {
    assertThat(html("<details><summary>Diff</summary>\n\n```diff\n-<a>\n```\n</details>"))
        .isEqualTo(
            "<details><summary>Diff</summary><pre><code>-&lt;a&gt;\n</code></pre></details>");
    assertThat(html("<details>\nopen")).endsWith("</details>");
  }

  @Test
  void commentsAreHidden() {
    assertThat(html("a<!-- {\"x\": 1} -->b")).isEqualTo("<p>ab</p>");
    assertThat(html("a<!-- never closed")).isEqualTo("<p>a</p>");
  }

  @Test
  void linksGoOnlyToTheWeb() {
    assertThat(html("[x](https://a.example/?q=\"1) [y](javascript:alert(1))"))
        .doesNotContain("href=\"javascript")
        .doesNotContain("q=\"1");
    assertThat(html("[x](https://a.example/b)"))
        .isEqualTo("<p><a rel=\"noreferrer nofollow\" href=\"https://a.example/b\">x</a></p>");
  }

  @Test
  void charactersByNumberAreNoMarks() {
    assertThat(html("&#42;a&#42; &#60;b&#62; &#x; &amp;"))
        .isEqualTo("<p>*a* &lt;b&gt; &amp;#x; &amp;amp;</p>");
  }

  @Test
  void otherHtmlIsText() {
    assertThat(html("<img src=x onerror=y> & </p>"))
        .isEqualTo("<p>&lt;img src=x onerror=y&gt; &amp; &lt;/p&gt;</p>");
  }

  @Test
  void hostileNestingEnds() {
    assertThat(html(">".repeat(60_000))).contains("<blockquote>");
    assertThat(html("*".repeat(60_000))).isNotEmpty();
    assertThat(html("- ".repeat(30_000))).contains("<ul>");
    assertThat(html("`a``".repeat(9_000))).isNotEmpty();
    assertThat(html("[".repeat(9_000))).isNotEmpty();
  }

  @Test
  void marksThatTurnTheReadingDirectionAreShown() {
    assertThat(html("a\u202eb")).isEqualTo("<p>a\ufffdb</p>");
  }
}
