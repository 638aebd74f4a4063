package dev.tagboat.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.config.HookType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What senders send, by their documentation and sources, and what is to be made of it. */
final class GoldenTest {

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decodesAsExpected(GoldenCase golden) {
    Stream<String> lines = golden.decode().stream().map(Rendering::line);

    assertThat(golden.expected().get(0)).startsWith("# ");
    assertThat(lines)
        .containsExactlyElementsOf(golden.expected().subList(1, golden.expected().size()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFolderHoldsNothingElse(GoldenCase golden) throws IOException {
    try (Stream<Path> files = Files.list(GoldenCase.root().resolve(golden.name()))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isSubsetOf("request", "expected", "hook");
    }
  }

  @Test
  void everyTypeHasItsCases() {
    assertThat(cases().stream().map(golden -> golden.hook().type()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(HookType.values()));
  }
}
