package dev.tagboat.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages are the way of an event: each may import those before it, never those after. */
final class ArchitectureTest {
  private static final String ROOT = "dev.tagboat.server";

  /** In the order of the way; the root package, with the entry point, comes after them all. */
  private static final List<String> ORDER =
      List.of(
          "config",
          "auth",
          "receive",
          "sendtest",
          "check",
          "setup",
          "clusters",
          "inbox",
          "alert",
          "work",
          "view",
          "http",
          "assembly",
          "demo");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyPackageIsInTheList() {
    Set<String> found =
        CLASSES.stream()
            .map(c -> c.getPackageName())
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1).split("\\.", -1)[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(ORDER).containsAll(found);
  }

  @Test
  void aPackageImportsOnlyThoseBeforeIt() {
    for (int i = 0; i < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(ArchitectureTest::within)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(within(ORDER.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(CLASSES);
    }
  }

  @Test
  void theFrontAndTheWorkersMeetOnlyInTheInbox() {
    noClasses()
        .that()
        .resideInAPackage(within("http"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(within("work"))
        .check(CLASSES);
  }

  @Test
  void decodersSeeNeitherDatabaseNorRequest() {
    noClasses()
        .that()
        .resideInAnyPackage(within("receive"), within("auth"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "io.javalin..", "java.net.http..")
        .check(CLASSES);
  }

  @Test
  void eachOutsideLibrarySitsBehindItsPackage() {
    onlyIn("view", "gg.jte..");
    onlyIn("inbox", "java.sql..", "com.zaxxer.hikari..", "org.flywaydb..");
    onlyIn("auth", "io.jsonwebtoken..");
    onlyIn("alert", "jakarta.mail..", "org.eclipse.angus..");
    onlyIn("http", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");
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
