package dev.tagboat.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PortionTest {
  private static Portion<Integer> of(List<Integer> all, int page) {
    return Portion.of(all, one -> one, page);
  }

  @Test
  void pagesTogetherAreTheWholeInItsOrder() {
    List<Integer> all = IntStream.range(0, 500).mapToObj(i -> 1_000 + i).toList();
    List<Integer> seen = new ArrayList<>();
    int pages = of(all, 1).pages();

    for (int page = 1; page <= pages; page++) {
      List<Integer> shown = of(all, page).shown();
      assertThat(shown.stream().mapToInt(i -> i).sum()).isBetween(1, 180_000);
      seen.addAll(shown);
    }

    assertThat(seen).isEqualTo(all);
    assertThat(pages).isEqualTo(4);
  }

  @Test
  void whatIsTooLargeHasAPageOfItsOwnAndThereIsAlwaysOne() {
    assertThat(of(List.of(5, 900_000, 7), 2).shown()).containsExactly(900_000);
    assertThat(of(List.of(), 3)).isEqualTo(new Portion<>(List.of(), 1, 1));
    assertThat(of(Collections.nCopies(3, 100_000), 99)).returns(3, Portion::page);
  }

  @Test
  void aTextIsAsLongAsItIsWrittenInAPage() {
    assertThat(Portion.bytes("a<ü")).isEqualTo(8);
  }
}
