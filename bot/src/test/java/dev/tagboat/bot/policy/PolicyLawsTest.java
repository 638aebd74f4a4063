package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every policy and any tags. */
class PolicyLawsTest {
  private static final int ROUNDS = 3_000;

  private static final List<String> PARTS =
      List.of(
          "v",
          "1",
          "2",
          "10",
          "01",
          "1.2",
          "1.10",
          "1.2.3",
          "1.10.0",
          "2024",
          "01",
          "20240131",
          "20240201103000",
          "1234567",
          "-",
          "-",
          ".",
          ".",
          "_",
          "rc",
          "rc1",
          "alpha.2",
          "beta",
          "alpine",
          "alpine3.6",
          "latest",
          "main",
          "0a1b2c3",
          "sha-",
          "r12",
          "b",
          "SNAPSHOT",
          "post1",
          "x");

  /** Made up from the name, the same for many tags. */
  private static final ImageFacts FACTS =
      new ImageFacts() {
        @Override
        public Optional<Instant> created(Tag tag) {
          int hash = Math.floorMod(tag.value().hashCode(), 7);
          return hash == 0
              ? Optional.empty()
              : Optional.of(Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(hash)));
        }

        @Override
        public Optional<List<String>> platforms(Tag tag) {
          return Optional.of(List.of("linux/amd64"));
        }

        @Override
        public Instant now() {
          return Instant.parse("2025-01-01T00:00:00Z");
        }
      };

  static Stream<ImagePolicy> policies() {
    List<String> rules =
        List.of(
            "policy: auto",
            "policy: auto, prerelease: true",
            "policy: semver",
            "policy: semver, range: '>=0-0'",
            "policy: semver, range: '^1'",
            "policy: calver",
            "policy: calver, prerelease: true",
            "policy: calver, range: YYYY.MM.MICRO",
            "policy: calver, range: YYYYMMDD-MODIFIER",
            "policy: numeric",
            "policy: numeric, order: desc",
            "policy: numeric, extract: '([0-9]+)'",
            "policy: alphabetical",
            "policy: alphabetical, order: desc",
            "policy: newest",
            "policy: newest, minimum-age: 3d, platforms: [linux/amd64]",
            "policy: exact, range: v1",
            "policy: digest",
            "policy: never");
    List<PeerRule> peers =
        List.of(
            new FluxRule(">=0-0", null, null, null, null, List.of()),
            new FluxRule(null, null, "desc", "([0-9]+)", "$1", List.of()),
            new FluxV1Rule("glob:*"),
            new KeelRule("all", true, false),
            new KeelRule("minor", true, false),
            new KeelRule("force", true, false),
            new KeelRule("regexp:(?P<compare>[0-9]+)", true, false),
            new ArgoRule(null, null, null, List.of(), List.of()),
            new KargoRule("Lexical", null, true, List.of("^v"), List.of(), null));
    return Stream.concat(
        rules.stream().map(PolicyLawsTest::own), peers.stream().map(PeerRule::policy));
  }

  private static ImagePolicy own(String rule) {
    return new PolicyCase("tagboat", rule, null, List.of(), Map.of(), "none", "a law").policy();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void orderIsATotalPreorder(ImagePolicy policy) {
    Random random = new Random(5);
    for (int i = 0; i < ROUNDS; i++) {
      Tag a = tag(random);
      Tag b = tag(random);
      Tag c = tag(random);
      int ab = policy.compare(a, b, FACTS);
      int bc = policy.compare(b, c, FACTS);
      int ac = policy.compare(a, c, FACTS);
      String what = policy.kind() + ", seed 5: " + List.of(a, b, c);
      assertThat(policy.compare(a, a, FACTS)).as(what).isZero();
      assertThat(Integer.signum(policy.compare(b, a, FACTS))).as(what).isEqualTo(-sign(ab));
      if (ab <= 0 && bc <= 0) {
        assertThat(ac).as(what).isLessThanOrEqualTo(0);
      }
      if (ab == 0 && bc == 0) {
        assertThat(ac).as(what).isZero();
      }
    }
  }

  private static int sign(int order) {
    return Integer.signum(order);
  }

  /** What went in never comes back: no tag is newer than one that is newer than itself. */
  @ParameterizedTest
  @MethodSource("policies")
  void neverADowngrade(ImagePolicy policy) {
    Random random = new Random(6);
    int ordered = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Tag a = tag(random);
      Tag b = tag(random);
      Decision there = policy.decide(a, b, false, FACTS);
      Decision back = policy.decide(b, a, false, FACTS);
      if (there.sentence().contains("is newer than") && !a.equals(b)) {
        ordered++;
        assertThat(policy.compare(b, a, FACTS)).as(there.sentence()).isPositive();
        assertThat(back.isAccepted())
            .as("seed 6: %s / %s", there.sentence(), back.sentence())
            .isFalse();
      }
      assertThat(there.sentence()).isNotBlank();
    }
    assertThat(ordered > 0 || isWithoutOrder(policy)).isTrue();
  }

  private static boolean isWithoutOrder(ImagePolicy policy) {
    return switch (policy.kind()) {
      case DIGEST, EXACT, NEVER, CALVER -> true;
      default -> false;
    };
  }

  @ParameterizedTest
  @MethodSource("policies")
  void thePickDoesNotDependOnTheOrderOfTheTags(ImagePolicy policy) {
    Random random = new Random(7);
    for (int i = 0; i < ROUNDS / 10; i++) {
      List<Tag> tags = new ArrayList<>();
      for (int j = 0; j < 12; j++) {
        tags.add(tag(random));
      }
      Tag current = i % 3 == 0 ? null : tag(random);
      Tag picked = Selection.of(policy, current, tags, FACTS).tag();
      Collections.shuffle(tags, random);

      assertThat(Selection.of(policy, current, tags, FACTS).tag())
          .as("seed 7, round %d: %s", i, tags)
          .isEqualTo(picked);
    }
  }

  private static Tag tag(Random random) {
    if (random.nextInt(4) == 0) {
      return new Tag(random.nextInt(3) + "." + random.nextInt(12) + "." + random.nextInt(3));
    }
    while (true) {
      StringBuilder text = new StringBuilder();
      int parts = 1 + random.nextInt(6);
      for (int i = 0; i < parts; i++) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      Optional<Tag> tag = Tag.parse(text.toString());
      if (tag.isPresent()) {
        return tag.get();
      }
    }
  }
}
