package io.github.gdxbrains.headless;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What headless may import. */
@AnalyzeClasses(packages = "io.github.gdxbrains.headless", importOptions = DoNotIncludeTests.class)
final class HeadlessArchitectureTest {
  @ArchTest
  static final ArchRule headlessDoesNotImportDesktop =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.gdxbrains.desktop..")
          .allowEmptyShould(true);

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Path sources = Path.of("src", "main", "java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> silent =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .sorted()
              .toList();
      assertThat(silent).as("packages without package-info.java").isEmpty();
    }
  }
}
