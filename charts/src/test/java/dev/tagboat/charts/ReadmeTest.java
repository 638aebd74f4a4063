package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the READMEs say to install is installed by Helm, whose schema knows every value of it. */
final class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|sh)\n(.*?)^```$");
  private static final Pattern SET = Pattern.compile("--set '?([^'\\s]+)'?");
  private static final Map<Chart, String> LEAST =
      Map.of(Chart.APPLIER, "minimal", Chart.SERVER, "sqlite");

  @TempDir private Path scratch;

  static Stream<Chart> charts() {
    return Chart.all();
  }

  private static List<String> blocks(Chart chart, String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(chart.folder().resolve("README.md")))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2).replace("sha256:…", "sha256:" + "a".repeat(64)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void valuesAreTaken(Chart chart) throws IOException {
    List<String> blocks = blocks(chart, "yaml");

    assertThat(blocks).isNotEmpty();
    for (String block : blocks) {
      // What is whole stands alone; an excerpt, on the least that the chart needs.
      Path file = Files.writeString(scratch.resolve("values.yaml"), block);
      String rendered =
          block.contains("image:")
              ? chart.render(file)
              : chart.render(String.valueOf(LEAST.get(chart)), block, scratch);
      assertThat(Chart.manifests(rendered)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("charts")
  void aCommandNamesItsChartAndItsFile(Chart chart) throws IOException {
    String shell = String.join("", blocks(chart, "sh"));

    assertThat(shell).contains("install ").contains(" charts/" + chart.name());
    boolean file = shell.contains("--values values.yaml");
    assertThat(file || SET.matcher(shell).find()).isTrue();
  }

  @Test
  void theAppliersCommandInstallsIt() throws IOException {
    String shell = String.join("", blocks(Chart.APPLIER, "sh"));
    TemplateCommand command = new Helm(Chart.APPLIER.folder()).template();
    List<String> named = new ArrayList<>();
    for (MatchResult set : SET.matcher(shell).results().toList()) {
      // Commas divide values, but not the items of a list in braces.
      for (String one : set.group(1).split(",(?![^{]*})", -1)) {
        String[] parts = one.split("=", 2);
        command.set(parts[0], parts[1]);
        named.add(parts[0]);
      }
    }

    assertThat(named).contains("namespaces", "config.source.path", "image.digest");
    assertThat(Chart.manifests(command.call()))
        .anySatisfy(one -> assertThat(one.id().kind()).isEqualTo("Deployment"))
        .anySatisfy(one -> assertThat(one.id().namespace()).isEqualTo("billing"));
  }
}
