package dev.tagboat.action;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Thin: the Action calls the command, and decides nothing by itself. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tagboat.action");

  @Test
  void ofTheBotItSeesTheCommandAndPlainValuesOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.tagboat.action..",
            "dev.tagboat.bot.cli..",
            "dev.tagboat.bot.image..",
            "dev.tagboat.bot.net..",
            "com.fasterxml.jackson..",
            "okhttp3..",
            "kotlin..",
            "org.jspecify..",
            "java..")
        .check(CLASSES);
  }

  @Test
  void onlyOneClassSpeaksHttp() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Server")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("okhttp3..")
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
}
