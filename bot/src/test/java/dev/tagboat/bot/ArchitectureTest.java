package dev.tagboat.bot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages are the pipeline: each may import those before it, never those after. */
final class ArchitectureTest {
  private static final String ROOT = "dev.tagboat.bot.";

  /** In the order of the data. */
  private static final List<String> ORDER =
      List.of(
          "fault",
          "image",
          "yaml",
          "config",
          "policy",
          "scan",
          "rules",
          "plan",
          "edit",
          "net",
          "signature",
          "sigstore",
          "registry",
          "git",
          "forge",
          "pull",
          "run",
          "doctor",
          "cli");

  /** These decide; they have no effects and see no outside. */
  private static final Set<String> PURE =
      Set.of(
          "fault",
          "image",
          "yaml",
          "config",
          "policy",
          "scan",
          "rules",
          "plan",
          "edit",
          "signature",
          "pull");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tagboat.bot");

  @Test
  void everyPackageIsInTheList() {
    Set<String> found =
        CLASSES.stream()
            .map(c -> c.getPackageName().substring(ROOT.length()).split("\\.", -1)[0])
            .collect(Collectors.toSet());

    assertThat(found).containsExactlyInAnyOrderElementsOf(ORDER);
  }

  @Test
  void aPackageImportsOnlyThoseBeforeIt() {
    for (int i = 0; i < ORDER.size() - 1; i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> ROOT + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + ORDER.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(CLASSES);
    }
  }

  @Test
  void purePackagesTouchNoNetworkNoFilesNoClockNoLog() {
    String[] pure = PURE.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(pure)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..", "java.net.http..", "java.nio.file..", "okhttp3..", "org.slf4j..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void eachOutsideLibrarySitsBehindItsPackage() {
    onlyIn("org.yaml.snakeyaml..", "yaml");
    onlyIn("org.kohsuke.github..", "forge.github");
    onlyIn("com.google.cloud.tools..", "registry");
    onlyIn("info.picocli..", "cli");
    onlyIn("com.github.difflib..", "edit");
    onlyIn("com.cronutils..", "config");
    onlyIn("org.bouncycastle..", "git");
    onlyIn("dev.sigstore..", "sigstore");
  }

  @Test
  void onlyGitAndTheEmbeddedForgeSeeJGit() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "git..", ROOT + "forge.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jgit..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(CLASSES);
  }

  private static void onlyIn(String library, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + home + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
