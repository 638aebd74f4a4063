package dev.tagboat.charts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ManifestReader;
import dev.tagboat.applier.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One of our charts, rendered by Helm itself. */
record Chart(String name) {
  static final String RELEASE = "demo";
  static final String NAMESPACE = "tagboat";
  static final Chart APPLIER = new Chart("tagboat-applier");
  static final Chart SERVER = new Chart("tagboat-server");

  static Stream<Chart> all() {
    return Stream.of(APPLIER, SERVER);
  }

  /** A chart with one of the sets of values that lie in its folder {@code ci}. */
  record Case(Chart chart, String set) {
    Path values() {
      return chart.folder().resolve("ci").resolve(set + ".yaml");
    }

    String rendered() {
      return chart.render(values());
    }

    List<Manifest> manifests() {
      return Chart.manifests(rendered());
    }

    @Override
    public String toString() {
      return chart.name + "/" + set;
    }
  }

  static Stream<Case> cases() {
    return all().flatMap(Chart::ownCases);
  }

  private Stream<Case> ownCases() {
    try (Stream<Path> files = Files.list(folder().resolve("ci"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .map(set -> new Case(this, set))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return Path.of(name).toAbsolutePath();
  }

  /**
   * @throws RuntimeException with Helm's sentence, when it refuses the values
   */
  String render(Path... values) {
    TemplateCommand command =
        new Helm(folder()).template().withName(RELEASE).withNamespace(NAMESPACE);
    for (Path file : values) {
      command.withValuesFile(file);
    }
    return command.call();
  }

  /** With values that stand in the test, on top of one of the sets. */
  String render(String set, String more, Path scratch) throws IOException {
    Path file = Files.writeString(scratch.resolve("more.yaml"), more);
    return render(new Case(this, set).values(), file);
  }

  LintResult lint() {
    return new Helm(folder()).lint().strict().call();
  }

  /** Read as the applier reads them: a repeated key, for example, is refused. */
  static List<Manifest> manifests(String rendered) {
    byte[] bytes = rendered.getBytes(StandardCharsets.UTF_8);
    Desired desired = ManifestReader.read(List.of(new SourceFile("rendered.yaml", bytes)));
    if (!desired.problems().isEmpty()) {
      throw new AssertionError(desired.problems());
    }
    return desired.manifests();
  }

  static Manifest only(List<Manifest> manifests, String kind) {
    List<Manifest> found = manifests.stream().filter(m -> m.id().kind().equals(kind)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of kind " + kind);
    }
    return found.get(0);
  }
}
