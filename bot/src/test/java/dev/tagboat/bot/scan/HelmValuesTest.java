package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmValuesTest {
  private static final Scanner SCANNER = new Scanner(BotConfig.DEFAULTS.scan());
  private static final ImageName APP = ImageName.parse("acme/app").orElseThrow();

  private static FileScan scan(String path, String text) {
    return SCANNER.scan(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> found(String text) {
    return scan("values.yaml", text).sites().stream()
        .map(site -> site.at() + " " + site.image() + " " + site.version())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "image, tag, tag imageTag image_tag image-tag",
    "webImage, tag, webTag webImageTag webImage_tag webImage-tag",
    "web_image, registry, web_registry web_imageRegistry web_image_registry web_image-registry",
    "WEB_IMAGE, tag, WEB_TAG WEB_IMAGETag WEB_IMAGE_TAG WEB_IMAGE-tag",
  })
  void knowsTheKeysBesideAnImage(String image, String part, String keys) {
    assertThat(ValuesKeys.beside(image, part)).containsExactly(keys.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{image: {repository: a/b, tag: 1.0}}|1:32 docker.io/a/b 1.0",
        "{image: {repository: a/b, tag: 1.0, version: 2.0}}|1:32 docker.io/a/b 1.0",
        "{image: {repository: a/b, tag: '', version: 2.0}}|1:45 docker.io/a/b 2.0",
        "{image: {repository: a/b, registry: 'r.io/', tag: 1}}|1:51 r.io/a/b 1",
        "{image: {repository: a/b, registry: r.io/x, tag: 1}}|1:50 r.io/x/a/b 1",
        "{image: {repository: q.io/a, registry: r.io, tag: 1}}|1:51 r.io/q.io/a 1",
        "{image: q.io/a, registry: r.io, tag: 1}|1:38 q.io/a 1",
        "{image: 'r.io:5000/a:1', registry: q.io}|1:9 r.io:5000/a 1",
        "{image: 'a:1', registry: 'r.io:5000'}|1:9 r.io:5000/a 1",
        "{image: a, registry: '', tag: 1}|1:31 docker.io/library/a 1",
        "{image: a}|1:9 docker.io/library/a",
        "{image: a, tag: 'x y'}|",
        "{image: a, tag: '{{ .Values.tag }}'}|",
        "{webImage: a, tag: 1}|1:12 docker.io/library/a",
        "{webImage: a, web: {tag: 1}}|1:12 docker.io/library/a",
        "{useImage: true}|",
        "{web_image: a}|",
        "{imageName: 'a:1'}|1:13 docker.io/library/a 1",
        "{imageName: a}|",
        "{global: {registry: r.io}, image: {repository: a, tag: 1}}|1:56 r.io/a 1",
        "{global: {registry: r.io}, image: {repository: q.io/a, tag: 1}}|1:61 q.io/a 1",
        "{global: {imageRegistry: ''}, image: {repository: a, tag: 1}}|1:59 docker.io/library/a 1",
        "{global: r.io, image: {repository: a, tag: 1}}|1:44 docker.io/library/a 1",
        "{images: {a: {b: {repository: c, tag: 1}}}}|1:39 docker.io/library/c 1",
        "{images: [a, 'b:1']}|1:14 docker.io/library/b 1",
        "{image: !x {repository: a, tag: 1}}|1:33 docker.io/library/a 1",
        "{image: {repository: !x a, tag: 1}}|",
      })
  void readsValues(String text, String expected) {
    List<String> wanted = expected == null ? List.of() : List.of(expected);
    assertThat(found(text).stream().map(String::strip)).isEqualTo(wanted);
  }

  @Test
  void whatIsMetTwiceThroughAnAliasIsOnePlaceThatKnowsIt() {
    FileScan scan =
        scan("values.yaml", "a: {image: &i {repository: acme/app, tag: 1}}\nb: {image: *i}\n");

    assertThat(scan.sites()).hasSize(1);
  }

  @Test
  void linksStandOnlyWhereOtherFilesCanBelongToThem() {
    String values = "web: {image: {repository: acme/app, tag: ''}}\nlist: [{image: {tag: 1}}]\n";

    assertThat(scan("values.yaml", values).links())
        .containsExactly(
            new Link.ChartImage(
                "values.yaml", new Position(1, 27), List.of("web", "image"), APP, true, List.of()),
            new Link.ValuesImage(
                "values.yaml",
                new Position(1, 27),
                List.of("web", "image"),
                List.of("tag"),
                APP,
                new Link.NameParts("acme/app", null, null, null),
                false));
    assertThat(scan("Chart.yaml", "appVersion: '{{ x }}'\n").links()).isEmpty();
    assertThat(scan("Chart.yaml", "[appVersion]\n")).isEqualTo(FileScan.EMPTY);
  }

  @Test
  void aDirectoryWithVeryManyValuesFilesIsReadInPart() {
    List<String> read = new ArrayList<>();

    Survey.of(new Crowd(read), SCANNER, List.of(APP));

    assertThat(read).hasSize(1000).allMatch(path -> path.startsWith("values-"));
  }

  /** 5,000 values files, and as many others, of which only one holds the image's name. */
  private record Crowd(List<String> read) implements Tree {
    @Override
    public void below(String directory, Consumer<File> found) {
      throw new AssertionError("no kustomization is here");
    }

    @Override
    public void search(Set<String> words, Consumer<File> found) {
      found.accept(new Text("values.yaml", "image: {repository: acme/app, tag: 1}\n"));
    }

    @Override
    public List<String> list(Set<String> directories) {
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 5_000 && directories.contains(""); i++) {
        paths.add("other-" + i + ".yaml");
        paths.add("values-" + i + ".yaml");
      }
      return paths;
    }

    @Override
    public Optional<File> find(String path) {
      read.add(path);
      return Optional.of(new Text(path, "image: {tag: 1}\n"));
    }
  }

  private record Text(String path, String content) implements Tree.File {
    @Override
    public byte[] read() {
      return content.getBytes(StandardCharsets.UTF_8);
    }
  }

  @Test
  void aCircleOfDirectoriesEnds() {
    Map<String, String> files =
        Map.of(
            "values.yaml", "image: {repository: acme/app, tag: 1}\n",
            "values/values.yaml", "image: {repository: acme/app, tag: 1}\n",
            "values/values/values.yaml", "image: {tag: 1}\n");
    Survey survey =
        Survey.of(MemoryTree.of(files, BotConfig.DEFAULTS.scan()), SCANNER, List.of(APP));

    assertThat(survey.sites())
        .extracting(Site::file)
        .containsExactly("values.yaml", "values/values.yaml", "values/values/values.yaml");
  }
}
