package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OverlayLinkerTest {
  private static final String BASE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: web, image: "acme/app:1.2.3"}]}}}
      """;

  private final Map<String, String> files = new HashMap<>();

  OverlayLinkerTest() {
    files.put("base/web.yaml", BASE);
    files.put("base/kustomization.yaml", "resources: [web.yaml]\n");
  }

  private static Survey survey(Map<String, String> files, String image) {
    MemoryTree tree = MemoryTree.of(files, BotConfig.DEFAULTS.scan());
    Scanner scanner = new Scanner(BotConfig.DEFAULTS.scan());
    Map<String, FileScan> all = new HashMap<>();
    tree.search(Set.of(), file -> all.put(file.path(), scanner.scan(file.path(), file.read())));
    return image.isEmpty()
        ? Survey.ofEverything(tree, scanner, all)
        : Survey.of(tree, scanner, List.of(ImageName.parse(image).orElseThrow()));
  }

  private Site site(String image, String file) {
    List<Site> sites =
        survey(files, image).sites().stream().filter(site -> site.file().equals(file)).toList();
    assertThat(sites).hasSize(1);
    return sites.get(0);
  }

  private void overlay(String directory, String images) {
    files.put(directory + "/kustomization.yaml", "resources: [../base]\nimages: " + images + "\n");
  }

  @Test
  void aBaseThatOneOverlayLeavesAsItIsStaysAPlaceAndSaysForWhom() {
    overlay("a", "[{name: acme/app, newTag: 1.2.4}]");
    overlay("b", "[]");

    Site.Surroundings around = site("acme/app", "base/web.yaml").around();

    assertThat(around.overriddenBy()).isNull();
    assertThat(around.remark())
        .isEqualTo(
            "a/kustomization.yaml:2:35 sets the version of this image, so a change here only"
                + " counts for b/kustomization.yaml");
  }

  @Test
  void onlyThreeOfManyOverlaysAreNamed() {
    for (String overlay : List.of("a", "b", "c", "d", "e")) {
      overlay(overlay, "[{name: acme/app, newTag: 1.2.4}]");
    }

    assertThat(site("acme/app", "base/web.yaml").around().overriddenBy())
        .contains("c/kustomization.yaml:2:35 and 2 more set the version");
  }

  @Test
  void lookingForOneImageTellsTheSameAsLookingForAll() {
    overlay("a", "[{name: acme/app, newName: ghcr.io/acme/fork}]");
    overlay("b", "[]");
    files.put("mid/kustomization.yaml", "resources: [../a]\n");
    files.put("top/kustomization.yaml", "resources: [../mid]\nnamePrefix: x-\n");

    for (String image : List.of("acme/app", "ghcr.io/acme/fork")) {
      List<Site> all =
          survey(files, "").sites().stream()
              .filter(site -> site.image().equals(ImageName.parse(image).orElseThrow()))
              .toList();
      List<Site> some = new ArrayList<>(survey(files, image).sites());
      some.removeIf(site -> !site.image().equals(ImageName.parse(image).orElseThrow()));

      assertThat(some).isEqualTo(all).isNotEmpty();
    }
  }

  @Test
  void anEntryWithoutATagTakesTheOneOfTheBasesOnlyWhereTheyAgree() {
    overlay("a", "[{name: acme/app, newName: ghcr.io/acme/fork}]");
    assertThat(String.valueOf(site("ghcr.io/acme/fork", "a/kustomization.yaml").around().implied()))
        .isEqualTo("1.2.3");

    files.put("base/job.yaml", BASE.replace("name: web", "name: job").replace("1.2.3", "1.0.0"));
    files.put("base/kustomization.yaml", "resources: [web.yaml, job.yaml]\n");

    assertThat(site("ghcr.io/acme/fork", "a/kustomization.yaml").around().implied()).isNull();
  }

  @Test
  void aNameWithATagAppliesToThatTagOnly() {
    overlay("a", "[{name: \"acme/app:1.0.0\", newTag: 1.2.4}]");
    assertThat(site("acme/app", "base/web.yaml").around().overriddenBy()).isNull();

    overlay("a", "[{name: \"acme/app:1.2.3\", newTag: 1.2.4}]");
    assertThat(site("acme/app", "base/web.yaml").around().overriddenBy()).isNotNull();
  }

  @Test
  void whatKustomizeDoesNotTouchIsNotOverridden() {
    files.put(
        "base/web.yaml",
        """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: db}
        spec: {imageName: "acme/app:1.2.3"}
        """);
    overlay("a", "[{name: acme/app, newTag: 1.2.4}]");

    assertThat(site("acme/app", "base/web.yaml").around().overriddenBy()).isNull();
  }

  @Test
  void whatASuffixIsPutBehindIsStillThePlace() {
    overlay("a", "[{name: acme/app, tagSuffix: -debug}]");

    assertThat(site("acme/app", "base/web.yaml").around().overriddenBy()).isNull();
    assertThat(survey(files, "acme/app").sites()).hasSize(1);
  }

  @Test
  void componentsThatNameEachOtherManyTimesComeToAnEnd() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      all.append("../c").append(i).append(", ");
    }
    for (int i = 0; i < 20; i++) {
      files.put(
          "c" + i + "/kustomization.yaml", "kind: Component\ncomponents: [" + all + "../none]\n");
    }
    files.put(
        "a/kustomization.yaml",
        "resources: [../base]\ncomponents: [../c0]\nimages: [{name: acme/app, newTag: 1.2.4}]\n");

    // What cannot be followed to its end stays a place.
    assertThat(site("acme/app", "base/web.yaml").around().overriddenBy()).isNull();
  }

  @Test
  void onlyKustomizationsAreReadForTheirPlaceInTheTree() {
    overlay("a", "[{name: acme/app, newTag: 1.2.4}]");
    files.put("other/kustomization.yaml", "resources: [../base]\n");
    files.put("other/notes.yaml", "[unreadable: base");
    files.put("elsewhere/kustomization.yaml", "resources: [../unrelated]\n[");

    Survey survey = survey(files, "acme/app");

    assertThat(survey.problems()).isEmpty();
    assertThat(
            survey.sites().stream()
                .filter(site -> site.file().equals("base/web.yaml"))
                .map(site -> String.valueOf(site.around().remark())))
        .singleElement()
        .asString()
        .endsWith("only counts for other/kustomization.yaml");
  }

  @Test
  void remoteBasesAreNoPaths() {
    String text =
        """
        resources:
        - https://github.com/acme/base
        - github.com/acme/base?ref=v1
        - git@github.com:acme/base.git
        - ssh://git@host/acme/base
        - git::https://host/acme/base
        - host.example/acme//base
        - ../../outside
        - /absolute
        - ../base/
        - ./sub/../web.yaml
        """;

    FileScan scan =
        new Scanner(BotConfig.DEFAULTS.scan())
            .scan("r/kustomization.yaml", text.getBytes(StandardCharsets.UTF_8));

    Link.Kustomization link = (Link.Kustomization) scan.links().get(0);
    assertThat(new TreeSet<>(link.resources())).containsExactly("base", "r/web.yaml");
  }
}
