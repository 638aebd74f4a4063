package dev.tagboat.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "r.io/acme/*, r.io/acme/app, true, true",
    "r.io/acme/*, r.io/acme/a/b, false, false",
    "r.io/acme/*, r.io/acme/**, true, false",
    "r.io/acme/**, r.io/acme/*, true, true",
    "r.io/**, r.io/acme/*, true, true",
    "r.io/*/app, r.io/acme/*, true, false",
    "r.io/a*, r.io/b*, false, false",
    "nginx, docker.io/library/nginx, true, true",
    "*.acme.io/app, r.acme.io/app, true, true",
  })
  void patternsMeetAndHold(String one, String other, boolean meets, boolean holds) {
    Glob left = Glob.of(ImagePattern.parse(one));
    Glob right = Glob.of(ImagePattern.parse(other));

    assertThat(left.meets(right)).isEqualTo(meets);
    assertThat(right.meets(left)).isEqualTo(meets);
    assertThat(left.holdsAll(right)).isEqualTo(holds);
  }

  @Test
  void manyStarsTakeNoTime() {
    Glob stars = Glob.of(ImagePattern.parse("r.io/" + "a**".repeat(80) + "b"));
    Glob name = Glob.of(ImagePattern.parse("r.io/" + "a".repeat(240)));

    assertThat(stars.meets(name)).isFalse();
  }

  @Test
  void namesAgree() {
    long seed = System.nanoTime();
    System.out.println("GlobTest seed " + seed);
    Random random = new Random(seed);
    List<ImageName> names = names();
    for (int i = 0; i < 2_000; i++) {
      ImagePattern one = pattern(random);
      ImagePattern other = pattern(random);
      boolean meet = names.stream().anyMatch(n -> one.matches(n) && other.matches(n));
      boolean holds = Glob.of(one).holdsAll(Glob.of(other));

      if (meet) {
        assertThat(Glob.of(one).meets(Glob.of(other))).as("%s %s", one, other).isTrue();
      }
      if (holds) {
        assertThat(names)
            .as("%s %s", one, other)
            .noneMatch(n -> other.matches(n) && !one.matches(n));
      }
    }
  }

  private static ImagePattern pattern(Random random) {
    StringBuilder text = new StringBuilder("r.io");
    for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
      text.append('/');
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        text.append(List.of("a", "b", "*", "**").get(random.nextInt(4)));
      }
    }
    return ImagePattern.parse(text.toString());
  }

  private static List<ImageName> names() {
    List<String> paths = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < 5; length++) {
      int to = paths.size();
      for (int i = from; i < to; i++) {
        for (String c : List.of("a", "b", "/")) {
          paths.add(paths.get(i) + c);
        }
      }
      from = to;
    }
    return paths.stream().flatMap(path -> ImageName.of("r.io", path).stream()).toList();
  }
}
