package io.github.gdxbrains;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may import whom. The picture is {@link #UPSTREAM}: change it there, and in {@code
 * docs/architecture.md}, when you find a better one.
 */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  static final String ROOT = "io.github.gdxbrains";

  /**
   * Each package and the packages directly above it; it may import those, and theirs. A package
   * that is not named here belongs to the nearest parent that is: {@code sensor.ray} to {@code
   * sensor}. Everyone may import {@code config} and {@code parallel}.
   */
  private static final Map<String, Set<String>> UPSTREAM = new LinkedHashMap<>();

  private static final Set<String> BOTTOM = Set.of("config", "parallel");

  static {
    UPSTREAM.put("config", Set.of());
    UPSTREAM.put("parallel", Set.of());
    UPSTREAM.put("space", Set.of());
    UPSTREAM.put("random", Set.of());

    UPSTREAM.put("sensor", Set.of("space", "random", "canvas"));
    UPSTREAM.put("reward", Set.of("space", "random"));
    UPSTREAM.put("canvas", Set.of("space", "random"));
    UPSTREAM.put("agent", Set.of("sensor", "reward", "canvas"));
    UPSTREAM.put("arena", Set.of("agent"));
    UPSTREAM.put("game", Set.of("arena"));
    UPSTREAM.put("adapter", Set.of("arena"));

    UPSTREAM.put("nn", Set.of("random"));
    UPSTREAM.put("nn.simd", Set.of("nn")); // a place of its own: not every JVM can load it
    UPSTREAM.put("policy", Set.of("nn", "space"));
    UPSTREAM.put("explore", Set.of("nn", "space"));

    UPSTREAM.put("brain", Set.of("agent", "policy", "explore"));
    UPSTREAM.put("rollout", Set.of("arena", "brain"));
    UPSTREAM.put("replay", Set.of("rollout"));
    UPSTREAM.put("learner", Set.of("rollout", "replay"));
    UPSTREAM.put("curriculum", Set.of("learner"));
    UPSTREAM.put("league", Set.of("learner"));
    UPSTREAM.put("catalog", Set.of("game", "learner", "nn.simd"));
    UPSTREAM.put("train", Set.of("curriculum", "league", "catalog"));
  }

  @ArchTest
  static final ArchRule importsPointUpstream =
      classes()
          .that(resideInAPackage(ROOT + ".."))
          .should(importOnlyUpstreamPackages())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule learnersDoNotImportEachOther =
      slices()
          .matching(ROOT + ".learner.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule whatLearnersShareNamesNoLearner =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".learner")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".learner.*..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule learnersDoNotImportGames =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".learner..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".game..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule gamesKnowNothingOfTraining =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".game..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".learner..", ROOT + ".train..", ROOT + ".rollout..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCatalogNamesGames =
      noClasses()
          .that(resideOutsideOfPackages(ROOT + ".catalog..", ROOT + ".game.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".game.*..")
          .allowEmptyShould(true);

  /** Gdx's statics belong to one application in one process; many arenas run in ours. */
  @ArchTest
  static final ArchRule coreNeedsNoApplication =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.badlogic.gdx.Gdx")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule coreOpensNoWindowAndKnowsNoNd4j =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.awt..",
              "javax.swing..",
              "org.nd4j..",
              ROOT + ".headless..",
              ROOT + ".desktop..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule randomNumbersComeFromStreamsThatArePassedIn =
      noClasses()
          .should()
          .accessTargetWhere(
              describe(
                  "a random number of the whole process", ArchitectureTest::drawsFromSharedStream))
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

  private static ArchCondition<JavaClass> importOnlyUpstreamPackages() {
    return new ArchCondition<>("import only what lies upstream of their package") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        String importer = placeOf(item);
        if (importer.isEmpty() && item.getSimpleName().equals("package-info")) {
          return;
        }
        if (importer.isEmpty()) {
          String message =
              item.getName() + " is in no package that ArchitectureTest.UPSTREAM knows: add it";
          events.add(SimpleConditionEvent.violated(item, message));
          return;
        }
        Set<String> allowed = upstreamOf(importer);
        item.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isOurs(dependency.getTargetClass()))
            .filter(dependency -> !allowed.contains(placeOf(dependency.getTargetClass())))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(
                            item,
                            importer
                                + " may import only "
                                + allowed
                                + ": "
                                + dependency.getDescription())));
      }
    };
  }

  private static Set<String> upstreamOf(String place) {
    Set<String> seen = new TreeSet<>(BOTTOM);
    addUpstreamOf(place, seen);
    return seen;
  }

  private static void addUpstreamOf(String place, Set<String> seen) {
    if (seen.add(place) || BOTTOM.contains(place)) {
      UPSTREAM.get(place).forEach(above -> addUpstreamOf(above, seen));
    }
  }

  private static boolean isOurs(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.equals(ROOT) || name.startsWith(ROOT + ".");
  }

  /** The nearest package of {@link #UPSTREAM} that holds the class, or an empty string. */
  private static String placeOf(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    String place = name.length() > ROOT.length() ? name.substring(ROOT.length() + 1) : "";
    while (!place.isEmpty() && !UPSTREAM.containsKey(place)) {
      place = place.substring(0, Math.max(0, place.lastIndexOf('.')));
    }
    return place;
  }

  /** MathUtils.random, and what calls it behind one's back: Array.shuffle, Vector2.setToRandom… */
  private static boolean drawsFromSharedStream(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    if (owner.startsWith("com.badlogic.gdx.")) {
      return name.startsWith("random") || name.equals("shuffle") || name.startsWith("setToRandom");
    }
    return owner.equals("java.lang.Math") && name.equals("random")
        || owner.equals("java.util.concurrent.ThreadLocalRandom");
  }
}
