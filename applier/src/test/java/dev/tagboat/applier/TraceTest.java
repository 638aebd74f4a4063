package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTest {
  @Test
  void saysWhereAndNotWhat() {
    List<String> lines =
        Trace.of(new IllegalStateException("hunter2", new IllegalArgumentException("fisher3")));

    assertThat(String.join("\n", lines))
        .startsWith("java.lang.IllegalStateException\n    at dev.tagboat.applier.TraceTest")
        .contains("caused by java.lang.IllegalArgumentException\n")
        .doesNotContain("hunter2", "fisher3");
  }
}
