package dev.tagboat.applier.run;

import static dev.tagboat.applier.run.Scenario.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.kube.fake.Asked;
import dev.tagboat.applier.kube.fake.Trouble;
import dev.tagboat.applier.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Storms of bad answers at every second to every tenth request: nothing wrong is applied or deleted
 * meanwhile, and when it is over the cluster is as the repo says.
 */
final class ApiServerStormsTest extends FaultyServer {
  static Stream<Arguments> storms() {
    return TROUBLES.keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(2, 3, 7, 10).map(every -> Arguments.of(name, every)));
  }

  @ParameterizedTest(name = "{0}, every {1}")
  @MethodSource("storms")
  void aStormEndsWhereTheCalmDoes(String name, int every) throws IOException {
    first();
    during(name, every, "first");
    strangers();
    second();
    during(name, every, "second");
    calm();
    assertThat(scene.look().isFailed()).isFalse();

    assertThat(state()).isEqualTo("a=new b=1 c=absent d=1 stranger=theirs tug=4");
    server.asked();
    scene.look();
    assertThat(server.asked()).noneMatch(Asked::isWrite);
  }

  private void during(String name, int every, String phase) {
    Trouble trouble = trouble(name);
    boolean good = false;
    List<String> said = new ArrayList<>();
    // Reads are not overtaken.
    Predicate<Asked> which =
        request ->
            request.number() % every == 0
                && (!name.equals("409") || request.method().equals("PATCH"));
    trouble(which, trouble);
    for (int look = 0; look < 6; look++) {
      server.asked();
      Report report = scene.look();
      good |= !report.isFailed();
      said.add(reasons(report));
      List<Asked> asked = server.asked();
      assertThat(report.isFailed() && reasons(report).replaceAll("[\\[\\], ]", "").isEmpty())
          .as("a failure without a sentence")
          .isFalse();
      // Seven kinds and places are asked for, six times at the very most.
      assertThat(asked.stream().filter(Asked::isList).count()).as("%s", asked).isLessThan(43);
      assertThat(asked).hasSizeLessThan(250);
      calm();
      assertPossible(phase);
      trouble(which, trouble);
    }
    calm();
    assertThat(good || every < 7).as("it gets done in a storm: %s", said).isTrue();
  }

  private void assertPossible(String phase) {
    boolean isFirst = phase.equals("first");
    assertThat(scene.find("a").map(a -> scene.value("a")).orElse("absent"))
        .isIn(isFirst ? List.of("absent", "old") : List.of("old", "new"));
    if (!isFirst) {
      assertThat(scene.value("stranger")).isEqualTo("theirs");
      assertThat(scene.value("b")).isIn("by hand", "1");
    }
  }
}
