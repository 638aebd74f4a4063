package dev.tagboat.bot.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.ImageFacts;
import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Site;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String D1 = "sha256:" + "1".repeat(64);
  private static final String D2 = "sha256:" + "2".repeat(64);

  private static List<Site> sites(String... images) {
    StringBuilder pod = new StringBuilder("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n");
    Stream.of(images).forEach(image -> pod.append("  - image: ").append(image).append('\n'));
    return new Scanner(BotConfig.DEFAULTS.scan())
        .scan("a.yaml", pod.toString().getBytes(StandardCharsets.UTF_8))
        .sites();
  }

  private static Wanted wanted(String text) {
    ImageReference reference = ImageReference.parse(text).orElseThrow();
    return new Wanted(
        reference.name(), Objects.requireNonNull(reference.tag()), reference.digest());
  }

  private static BumpPlan plan(List<Site> sites, String... wanted) {
    List<Wanted> all = Stream.of(wanted).map(PlannerTest::wanted).toList();
    return Planner.plan(all, Rulebook.of(BotConfig.DEFAULTS, List.of()), sites, false);
  }

  @Test
  void aBumpSaysWhatAndWhy() {
    Bump bump = plan(sites("a/b:1.0.0"), "a/b:1.1.0@" + D2).bumps().get(0);

    assertThat(bump.tag().value()).isEqualTo("1.1.0");
    assertThat(bump.digest()).as("the place names none").isNull();
    assertThat(bump.policy()).isEqualTo(PolicyKind.AUTO);
    assertThat(bump.reason()).isEqualTo("1.1.0 is newer than 1.0.0");
  }

  @Test
  void everyPlaceGetsTheHighestItsPolicyAccepts() {
    BumpPlan plan = plan(sites("a/b:1.0.0", "a/b:1.0.0-rc.1", "a/b:2"), "a/b:1.0.0-rc.2", "a/b:3");

    assertThat(plan.bumps())
        .extracting(b -> b.site().version() + ">" + b.tag())
        .containsExactly("1.0.0-rc.1>1.0.0-rc.2", "2>3");
    assertThat(plan.refusals())
        .extracting(Refusal::rejection)
        .containsExactly(
            Rejection.PRERELEASE,
            Rejection.OTHER_SHAPE,
            Rejection.OTHER_SHAPE,
            Rejection.OTHER_SHAPE);
  }

  @Test
  void orderOfEventsDoesNotMatter() {
    assertThat(plan(sites("a/b:1.0"), "a/b:1.2", "a/b:1.1").bumps().get(0).tag().value())
        .isEqualTo("1.2");
    assertThat(plan(sites("a/b:1.0"), "a/b:1.1", "a/b:1.2").bumps().get(0).tag().value())
        .isEqualTo("1.2");
  }

  @Test
  void ofTwoDigestsOfOneTagTheLaterOneGoes() {
    BumpPlan plan = plan(sites("a/b:1.0@" + D1), "a/b:1.1@" + D1, "a/b:1.1@" + D2);

    assertThat(plan.bumps())
        .extracting(Bump::digest)
        .containsExactly(wanted("a/b:1@" + D2).digest());
    assertThat(plan.refusals()).extracting(Refusal::kind).containsExactly(Refusal.Kind.SUPERSEDED);
  }

  @Test
  void theSameWantedTwiceIsOneBumpAndNoRefusal() {
    BumpPlan plan = plan(sites("a/b:1.0"), "a/b:1.1", "a/b:1.1");

    assertThat(plan.bumps()).hasSize(1);
    assertThat(plan.refusals()).isEmpty();
  }

  @Test
  void whatIsThereAlreadyIsNoChange() {
    BumpPlan plan = plan(sites("a/b:1.1", "a/b:1.1@" + D1, "a/b:latest@" + D2), "a/b:1.1@" + D1);

    assertThat(plan.bumps()).isEmpty();
    assertThat(plan.refusals())
        .extracting(Refusal::kind)
        .containsExactly(
            Refusal.Kind.ALREADY_THERE, Refusal.Kind.ALREADY_THERE, Refusal.Kind.POLICY);
  }

  @Test
  void aMutableTagThatIsPinnedFollowsItsDigest() {
    BumpPlan plan = plan(sites("a/b:latest@" + D1), "a/b:latest@" + D2);

    assertThat(plan.bumps())
        .extracting(Bump::reason)
        .containsExactly("latest points to another image now");
  }

  @Test
  void aPinnedPlaceNeedsADigest() {
    BumpPlan plan = plan(sites("a/b:1.0@" + D1, "a/b:1.1@" + D1), "a/b:1.1");

    assertThat(plan.refusals())
        .extracting(Refusal::kind)
        .containsExactly(Refusal.Kind.DIGEST_UNKNOWN, Refusal.Kind.DIGEST_UNKNOWN);
  }

  @Test
  void placesWithoutATagAreRefused() {
    BumpPlan plan = plan(sites("a/b", "a/b@" + D1), "a/b:1.1@" + D2);

    assertThat(plan.refusals())
        .extracting(Refusal::kind)
        .containsExactly(Refusal.Kind.NO_TAG, Refusal.Kind.NO_TAG);
  }

  @Test
  void downgradesOnlyWhenAskedFor() {
    List<Wanted> older = List.of(wanted("a/b:0.9"));

    assertThat(
            Planner.plan(older, Rulebook.of(BotConfig.DEFAULTS, List.of()), sites("a/b:1.0"), true)
                .bumps())
        .hasSize(1);
    assertThat(
            Planner.plan(older, Rulebook.of(BotConfig.DEFAULTS, List.of()), sites("a/b:1.0"), false)
                .refusals())
        .extracting(Refusal::rejection)
        .containsExactly(Rejection.DOWNGRADE);
  }

  @Test
  void whatIsKnownOfAnImageReachesItsPolicy() {
    String file = "images: [{name: a/b, policy: newest}]";
    BotConfig config = BotConfig.read(file.getBytes(StandardCharsets.UTF_8));
    ImageFacts facts = new Lengths();

    BumpPlan plan =
        Planner.plan(
            List.of(wanted("a/b:main"), wanted("a/b:develop"), wanted("a/b:dev")),
            Rulebook.of(config, List.of()),
            sites("a/b:next"),
            false,
            image -> facts);

    assertThat(plan.bumps()).extracting(bump -> bump.tag().value()).containsExactly("develop");
    assertThat(plan.refusals())
        .extracting(Refusal::rejection)
        .containsExactly(Rejection.SAME_VERSION, Rejection.DOWNGRADE);
    assertThat(
            Planner.plan(
                List.of(wanted("a/b:develop")),
                Rulebook.of(config, List.of()),
                sites("a/b:next"),
                false))
        .extracting(known -> known.refusals().get(0).rejection())
        .isEqualTo(Rejection.AGE_UNKNOWN);
  }

  /** Images with longer tags are younger. */
  private static final class Lengths implements ImageFacts {
    @Override
    public Optional<Instant> created(Tag tag) {
      return Optional.of(now().plusSeconds(tag.value().length()));
    }

    @Override
    public Optional<List<String>> platforms(Tag tag) {
      return Optional.empty();
    }

    @Override
    public Instant now() {
      return Instant.parse("2026-01-01T00:00:00Z");
    }
  }

  @Test
  void unknownImagesAreListed() {
    assertThat(plan(sites("a/b:1.0"), "a/c:1.1").unmatched()).containsExactly(wanted("a/c:1.1"));
  }
}
