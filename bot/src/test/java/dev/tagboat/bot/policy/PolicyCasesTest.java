package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.image.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented semantics of the tools that people come from, and ours. */
class PolicyCasesTest {
  static List<PolicyCase> table() {
    return PolicyCase.all();
  }

  @Test
  void theTableIsLong() {
    assertThat(table()).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @MethodSource("table")
  void picks(PolicyCase one) {
    if (one.expected().equals("invalid")) {
      assertThatThrownBy(one::policy).isInstanceOf(IllegalArgumentException.class);
      return;
    }

    Selection<Tag> selection = one.selection();

    assertThat(answer(selection, one.expected())).as(selection.reason()).isEqualTo(one.expected());
    assertThat(selection.reason()).isNotBlank();
  }

  private static String answer(Selection<Tag> selection, String expected) {
    if (selection.tag() != null) {
      return selection.tag().value();
    }
    return selection.refused().stream()
        .map(refused -> refused.kind().name())
        .filter(expected::equals)
        .findFirst()
        .orElse(selection.refused().isEmpty() ? "none" : selection.refused().toString());
  }

  @ParameterizedTest
  @MethodSource("table")
  void picksTheSameInAnyOrder(PolicyCase one) {
    if (one.expected().equals("invalid")) {
      return;
    }
    ImagePolicy policy = one.policy();
    Tag picked = Selection.of(policy, one.current(), one.tags(), one.facts()).tag();
    List<Tag> shuffled = new ArrayList<>(one.tags());
    Random random = new Random(20);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(shuffled, random);
      assertThat(Selection.of(policy, one.current(), shuffled, one.facts()).tag())
          .isEqualTo(picked);
    }
  }
}
