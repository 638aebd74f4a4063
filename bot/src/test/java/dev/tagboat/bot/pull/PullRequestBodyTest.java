package dev.tagboat.bot.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reviewer reads, whole and line by line. */
final class PullRequestBodyTest {
  private static final ImageEvidence GONE =
      new ImageEvidence.Missing("the registry no longer has it");
  private static final String OTHER_BASE = "f".repeat(40);

  private final Sample web = Sample.of("web");

  private static String golden(String name) {
    String path = "/bodies/" + name + ".md";
    try (InputStream in =
        Objects.requireNonNull(PullRequestBodyTest.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Change golden(int which) {
    return switch (which) {
      case 0 -> Sample.of("web").change();
      case 1 ->
          Sample.group(
              List.of(
                  Sample.of("web"),
                  Sample.of("api", "1.4.1", "2.0.0").withNow(Sample.platforms("linux/amd64")),
                  Sample.of("db").withOld(GONE).withCommits(null)));
      default -> HostileTextTest.hostile();
    };
  }

  @Test
  void oneImage() {
    assertThat(Sample.body(golden(0))).isEqualTo(golden("one"));
  }

  @Test
  void aGroup() {
    assertThat(Sample.body(golden(1))).isEqualTo(golden("group"));
  }

  @Test
  void aHostileImage() {
    assertThat(Sample.body(golden(2))).isEqualTo(golden("hostile"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void theSameFactsGiveTheSameBody(int which) {
    String body = Sample.body(golden(which));

    assertThat(Sample.body(golden(which))).isEqualTo(body);
    assertThat(Sample.body(golden(which), body)).isEqualTo(body);
    assertThat(Sample.body(golden(which), body.replace("\n", "\r\n"))).isEqualTo(body);
  }

  @Test
  void bothDigestsTimesPlatformsSizesAndCommits() {
    assertThat(Sample.body(web.change()))
        .contains(
            "patch · 6 days newer · +1.1 MB · [12 commits](https://github.com/acme/web/compare/"
                + Sample.commit("1.4.1")
                + "..."
                + Sample.commit("1.4.2")
                + ") · signed, not checked\n",
            "| digest | "
                + Markdown.digest(Sample.digest(web.image(), web.from()))
                + " | "
                + Markdown.digest(Sample.digest(web.image(), web.to()))
                + " |",
            "- from: `" + Sample.digest(web.image(), web.from()) + "`",
            "- to: `" + Sample.digest(web.image(), web.to()) + "`",
            "| built | 2026-11-20 10:00 UTC | 2026-11-26 09:12 UTC, 6 days later |",
            "| platforms | `linux/amd64`, `linux/arm64` | the same |",
            "| size `linux/amd64` | 45.0 MB | 46.1 MB, +1.1 MB (+2 %) |",
            "Count orders without lines &#40;&#35;\u200b812&#41;",
            "- … and 10 more");
  }

  @Test
  void whereItChangesAndWhoDecided() {
    assertThat(Sample.body(web.change()))
        .contains(
            "**Where:** [`prod/web/deployment.yaml:17`](https://github.com/acme/config/blob/"
                + Sample.BASE
                + "/prod/web/deployment.yaml#L17), [`staging/web/deployment.yaml:12`](",
            "**Why:** policy `semver`, written in"
                + " [`.tagboat.yaml:7`](https://github.com/acme/config/blob/"
                + Sample.BASE
                + "/.tagboat.yaml#L7): 1.4.2 is newer",
            "hook main &#40;harbor&#41;, pushed by `ci-bot`, 2026-11-26 09:13 UTC; the registry"
                + " confirmed the tag and its digest");
  }

  @Test
  void aPlatformThatIsNewAndOneThatIsLost() {
    assertThat(Sample.body(web.withNow(Sample.platforms("linux/amd64", "linux/riscv64")).change()))
        .contains(
            "| platforms | `linux/amd64`, `linux/arm64` (lost) | `linux/amd64`, `linux/riscv64`"
                + " (new) |");
  }

  @Test
  void aMajorStepIsBold() {
    assertThat(Sample.body(Sample.of("web", "1.4.1", "2.0.0").change())).contains("\n**major** · ");
    assertThat(Sample.body(Sample.of("web", "1.4.1", "1.5.0-rc.1").change()))
        .contains("\nminor pre-release · ");
  }

  @Test
  void anOldImageThatIsGoneIsSaid() {
    String body = Sample.body(web.withOld(GONE).withCommits(null).change());

    assertThat(body)
        .contains("the old image is no longer readable", " no longer readable | `sha256:")
        .contains("| built | – | 2026-11-26 09:12 UTC |")
        .doesNotContain("compare", "⚠️");
  }

  @Test
  void placesThatComeFromElsewhereSayFromWhere() {
    List<Change.Place> places = new ArrayList<>(web.places());
    places.add(Sample.place(web.image(), "dev/x.yaml", 3, new Tag("1.3.9"), web.to()));

    assertThat(Sample.body(web.withPlaces(places).change()))
        .contains("[`dev/x.yaml:3`](", "#L3) (from `1.3.9`)");
  }

  @Test
  void manyPlacesAreFolded() {
    List<Change.Place> places =
        IntStream.range(0, 200)
            .mapToObj(i -> Sample.place(web.image(), i + ".yaml", 3, web.from(), web.to()))
            .toList();

    assertThat(Sample.body(web.withPlaces(places).change()))
        .contains("<summary>and 195 more places</summary>", "- … and 135 more")
        .hasSizeLessThan(20_000);
  }

  @Test
  void whatWasFoundOutStaysWhenNobodyLooksAgain() {
    String body = Sample.body(web.change());

    assertThat(Sample.body(web.change(Sample.BASE, web.forgotten()), body)).isEqualTo(body);
  }

  @Test
  void aCommitOnTheBaseRewritesNoBody() {
    String body = Sample.body(web.change());

    assertThat(Sample.body(web.change(OTHER_BASE, web.forgotten()), body)).isEqualTo(body);
    List<Change.Place> moved =
        List.of(Sample.place(web.image(), "a.yaml", 18, web.from(), web.to()));
    assertThat(Sample.body(web.withPlaces(moved).change(OTHER_BASE, web.forgotten()), body))
        .contains("/blob/" + OTHER_BASE + "/a.yaml#L18");
  }

  @Test
  void aLookThatFindsLessTakesNothingBack() {
    String body = Sample.body(web.change());
    Change.Version version = web.version();
    Background known = version.background();
    Change.Version less =
        version.with(
            new Background(
                new Before(web.from(), null, new ImageEvidence.Missing("down"), false),
                null,
                known.announced(),
                null,
                known.signature(),
                false));

    assertThat(Sample.body(web.change(Sample.BASE, less), body)).isEqualTo(body);
    assertThat(Sample.body(web.change(), Sample.body(web.change(Sample.BASE, less))))
        .isEqualTo(body);
  }

  @Test
  void aSignatureThatCameLaterIsSaid() {
    Sample unsigned =
        web.withNow(
            seen ->
                new ImageEvidence.Seen(
                    seen.digest(),
                    seen.mediaType(),
                    seen.at(),
                    seen.platforms(),
                    seen.created(),
                    seen.claims(),
                    seen.command(),
                    List.of(),
                    List.of()));
    String before = Sample.body(unsigned.change());

    assertThat(before).contains("· unsigned\n", "| signature | – | unsigned |");
    assertThat(Sample.body(web.change(), before)).contains("signed, not checked");
  }

  @Test
  void aSignatureThatWasChecked() {
    Change.Version version = web.version();
    Background known = version.background();
    Change.Version verified =
        version.with(
            new Background(
                known.before(),
                known.commits(),
                known.announced(),
                null,
                Signature.verified("key keys/cosign.pub"),
                true));

    assertThat(Sample.body(web.change(Sample.BASE, verified)))
        .contains("· verified by key keys/cosign.pub\n");
  }

  @Test
  void aGroupNamesWhatIsOddFirst() {
    String body = Sample.body(golden(1));

    assertThat(body)
        .startsWith(
            "Moves 3 images (`ghcr.io`) in 6 places.\n\n- ⚠️ `acme/api`: **platform lost:**")
        .contains(
            "| `acme/api` | `1.4.1`\u00a0→\u00a0`2.0.0` | **major** · 6 days newer",
            " · ⚠️ 1 warning | 2 |");
  }

  @Test
  void imagesOfTwoRegistriesAreNamedInFull() {
    Sample other =
        new Sample(
            ImageName.parse("registry.acme.example/acme/web").orElseThrow(),
            web.from(),
            web.to(),
            web.old(),
            web.now(),
            null,
            null,
            web.places());

    assertThat(Sample.body(Sample.group(List.of(web, other))))
        .startsWith("Moves 2 images in 4 places.")
        .contains("| `ghcr.io/acme/web` |", "| `registry.acme.example/acme/web` |");
  }

  private static List<Sample> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Sample.of("team-of-payments/service-" + i))
        .toList();
  }

  @Test
  void twentyImagesFitWithoutWhatIsFolded() {
    String body = Sample.body(Sample.group(many(20)));

    assertThat(body)
        .contains("are left out.", "<summary>Details of each image</summary>")
        .doesNotContain("<summary>12 commits</summary>");
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(65_536);
  }

  @Test
  void aHundredImagesFitEachWithItsLine() {
    List<Sample> all = many(100);
    String body = Sample.body(Sample.group(all));

    assertThat(body)
        .contains("the details of each image are left out", "service-99`")
        .doesNotContain("<summary>Details");
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(65_536);
    assertThat(Sample.body(Sample.group(all), body)).isEqualTo(body);
    assertThat(Sample.body(Sample.group(all, all.stream().map(Sample::forgotten).toList()), body))
        .isEqualTo(body);
  }

  @Test
  void whatWasLeftOutComesBackWhenThereIsRoom() {
    List<Sample> all = many(30);
    String crowded = Sample.body(Sample.group(all));

    assertThat(crowded).contains("are left out");
    assertThat(Sample.body(Sample.group(all.subList(0, 2)), crowded))
        .isEqualTo(Sample.body(Sample.group(all.subList(0, 2))));
  }

  @Test
  void commitsWithoutAFirstLineOrAnIdDoNoHarm() {
    Sample odd =
        web.withCommits(
            new CommitRange(1, Collections.nCopies(1, new CommitRange.Commit("not-an-id", ""))));

    assertThat(Sample.body(odd.change())).contains("<summary>1 commit</summary>\n\n- \n");
  }

  @Test
  void theSameCommitIsNoRange() {
    Sample same =
        web.withNow(
            Sample.saying(
                Map.of(
                    "source", "https://github.com/acme/web", "revision", Sample.commit("1.4.1"))));

    assertThat(Sample.body(same.withCommits(null).change()))
        .contains("· same commit ·")
        .doesNotContain("/compare/");
  }

  @Test
  void aRepoWithoutPagesHasNoLinks() {
    Change change =
        new Change(new Group.OfImage(web.image()), List.of(web.version()), web.places());

    assertThat(Sample.body(change))
        .contains("**Where:** `prod/web/deployment.yaml:17`, `staging/web/deployment.yaml:12`")
        .doesNotContain("tagboat:base");
  }

  @Test
  void aDigestThatIsWrittenCountsAsBefore() {
    Digest written = new Digest("sha256:" + "9".repeat(64));
    Change.Place place = web.places().get(0);
    Change.Place pinned =
        new Change.Place(
            place.image(),
            place.file(),
            place.line(),
            place.from(),
            written,
            place.to(),
            place.policy(),
            place.source(),
            place.reason());

    assertThat(web.withPlaces(List.of(pinned)).change().before(web.version()))
        .isEqualTo(Before.written(web.from(), written));
  }
}
