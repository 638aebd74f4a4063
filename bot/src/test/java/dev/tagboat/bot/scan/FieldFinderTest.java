package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.config.ScanSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldFinderTest {
  private static List<String> find(List<FieldRule> rules, String text) {
    ScanSettings settings = new ScanSettings(List.of(), List.of(), rules);
    return new Scanner(settings)
        .scan("a.yaml", text.getBytes(StandardCharsets.UTF_8)).sites().stream()
            .map(site -> site.at() + " " + site.kind().key() + " " + site.image().path())
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a       | {a: x/y}                           | 1:5",
        "a.b     | {a: {b: x/y}, a.b: x/z}            | 1:9",
        "'\"a.b\"' | {a: {b: x/y}, a.b: x/z}          | 1:20",
        "a[*]    | {a: [x/y, {b: x/z}, [x/z], x/w]}   | 1:6 1:28",
        "a[1]    | {a: [x/y, x/z]}                    | 1:11",
        "a[7]    | {a: [x/y, x/z]}                    | ''",
        "a[*][0] | {a: [[x/y], [x/z, x/w]]}           | 1:7 1:14",
        "a.*     | {a: {b: x/y, c: x/z, d: {e: x/w}}} | 1:9 1:17",
        "*.b     | {a: {b: x/y}, c: {b: x/z}, d: x/w} | 1:9 1:22",
        "'\"*\".b' | {a: {b: x/y}, '*': {b: x/z}}      | 1:24",
        "a[*].b  | {a: [&x {b: x/y}, *x, {<<: *x}]}   | 1:13",
        "a       | {a: 'not one'}                     | ''",
        "a       | {a: }                              | ''",
        "a       | [a]                                | ''",
        "a       | a                                  | ''",
        "'a'     | {a: {repository: x/y, tag: '1'}}   | 1:28",
        "'a'     | {a: {name: x/y, tag: '1'}}         | ''",
      })
  void followsThePath(String path, String text, String places) {
    List<String> found = find(List.of(new FieldRule(null, path, Map.of())), text);

    assertThat(found.stream().map(site -> site.substring(0, site.indexOf(' '))))
        .containsExactlyElementsOf(places.isEmpty() ? List.of() : List.of(places.split(" ")));
    assertThat(found).allMatch(site -> site.contains(" field "));
  }

  @Test
  void splitPlacesNeedTheirRepository() {
    FieldRule rule =
        new FieldRule("X", "a[*]", Map.of("repository", "n", "registry", "h", "tag", "v"));

    assertThat(
            find(
                List.of(rule),
                """
                kind: X
                a:
                  - {n: x/y, v: 1.0}
                  - {n: y, h: ghcr.io, v: ''}
                  - {v: 1.0, h: ghcr.io}
                  - {n: [x], v: 1.0}
                  - x/z
                ---
                kind: Y
                a: [{n: x/y, v: 1.0}]
                """))
        .containsExactly("3:17 field x/y", "4:9 field y");
  }

  @Test
  void aPlaceThatAFinderKnowsKeepsItsKind() {
    FieldRule rule = new FieldRule("Pod", "spec.containers[*].image", Map.of());

    assertThat(
            find(List.of(rule), "{apiVersion: v1, kind: Pod, spec: {containers: [{image: x/y}]}}"))
        .containsExactly("1:57 kubernetes x/y");
  }

  @Test
  void aliasesDoNotMultiplyTheNodesOnTheWay() {
    String lists =
        IntStream.range(1, 60)
            .mapToObj(i -> ", a%d: &a%d [*a%d, *a%d]".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining());
    FieldRule rule = new FieldRule(null, "a59" + "[*]".repeat(60), Map.of());

    assertThat(find(List.of(rule), "{a0: &a0 [x/y]" + lists + "}"))
        .containsExactly("1:11 field x/y");
  }

  @Test
  void fieldsThatLeadToNothingAreKnownWhenAllFilesAre() {
    FieldRule used = new FieldRule(null, "a", Map.of());
    FieldRule idle = new FieldRule(null, "b", Map.of());
    ScanSettings settings = new ScanSettings(List.of(), List.of(), List.of(used, idle));
    Scanner scanner = new Scanner(settings);
    FileScan scan = scanner.scan("x.yaml", "a: x/y\nb: x y\n".getBytes(StandardCharsets.UTF_8));
    Tree tree = MemoryTree.of(Map.of("x.yaml", "a: x/y\nb: x y\n"), settings);

    assertThat(Survey.ofEverything(tree, scanner, Map.of("x.yaml", scan)).idleFields())
        .containsExactly(idle);
    assertThat(Survey.of(tree, scanner, List.of(scan.sites().get(0).image())).idleFields())
        .isEmpty();
    assertThat(new Scanner(BotConfig.DEFAULTS.scan()).fields()).isEmpty();
  }
}
