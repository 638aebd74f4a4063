package dev.tagboat.applier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may import which, written down; all others may not. */
final class ArchitectureTest {
  private static final String ROOT = "dev.tagboat.applier";

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("fault", Set.of()),
          Map.entry("config", Set.of("fault")),
          Map.entry("source", Set.of("fault", "config")),
          Map.entry("desired", Set.of("fault", "source")),
          Map.entry("render", Set.of("fault", "config", "source", "desired")),
          Map.entry("inventory", Set.of("fault", "desired")),
          Map.entry("plan", Set.of("config", "desired", "inventory")),
          Map.entry("health", Set.of()),
          Map.entry("drift", Set.of("config", "desired", "inventory")),
          Map.entry(
              "apply",
              Set.of("fault", "config", "desired", "inventory", "plan", "health", "drift")),
          Map.entry("report", Set.of("fault", "config", "desired", "health", "drift", "apply")),
          Map.entry("kube", Set.of("fault", "config", "desired", "inventory", "drift", "apply")),
          Map.entry(
              "run",
              Set.of(
                  "fault",
                  "config",
                  "source",
                  "desired",
                  "render",
                  "inventory",
                  "plan",
                  "health",
                  "drift",
                  "apply",
                  "report")));

  /** Of other packages' values they may use only those that are pure too. */
  private static final List<String> PURE =
      List.of("desired", "inventory", "plan", "health", "drift");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyPackageIsWrittenDown() {
    Set<String> found =
        CLASSES.stream()
            .map(c -> c.getPackageName())
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1).split("\\.", -1)[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(MAY_IMPORT.keySet()).containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void aPackageImportsOnlyWhatIsWrittenDown() {
    MAY_IMPORT.forEach(
        (name, allowed) -> {
          String[] others =
              MAY_IMPORT.keySet().stream()
                  .filter(other -> !other.equals(name) && !allowed.contains(other))
                  .map(ArchitectureTest::within)
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(within(name))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others)
              .orShould()
              .dependOnClassesThat()
              .resideInAPackage(ROOT)
              .check(CLASSES);
        });
  }

  @Test
  void purePackagesTouchNothingOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE.stream().map(ArchitectureTest::within).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..",
            "java.net..",
            "java.time.chrono..",
            "org.slf4j..",
            "org.eclipse.jgit..",
            "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .check(CLASSES);
  }

  @Test
  void eachOutsideLibrarySitsBehindItsPackage() {
    onlyIn("source", "org.eclipse.jgit..", "org.apache.sshd..", "org.bouncycastle..");
    onlyIn("render", "java.lang.ProcessBuilder..");
    noClasses()
        .that()
        .resideOutsideOfPackages(within("kube"), within("report"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .check(CLASSES);
  }

  @Test
  void theApplierNeverSeesTheBot() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tagboat.bot..", "dev.tagboat.server..")
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

  private static String within(String name) {
    return ROOT + "." + name + "..";
  }

  private static void onlyIn(String home, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(within(home))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
  }
}
