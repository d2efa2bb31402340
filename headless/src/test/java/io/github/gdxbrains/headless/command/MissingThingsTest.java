package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.headless.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a Java machine that lacks something. */
final class MissingThingsTest {
  private static final Predicate<String> NOTHING = entry -> false;

  @TempDir Path folder;

  /** Runs a command in a process of its own, whose class path lacks some entries. */
  private Cli run(List<String> options, Predicate<String> lacks, Object... arguments)
      throws IOException, InterruptedException {
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(lacks.negate())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Djava.awt.headless=true", "-cp", classes, Main.class.getName()));
    Arrays.stream(arguments).forEach(argument -> command.add(argument.toString()));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    String complaints =
        Files.readString(err).replaceFirst("WARNING: Using incubator modules: .*\\R", "");
    return new Cli(exit, Files.readString(out), complaints);
  }

  private static List<String> withVectors(String... options) {
    List<String> all = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
    all.addAll(List.of(options));
    return all;
  }

  private Object[] train(String... more) {
    List<Object> all =
        new ArrayList<>(List.of("train", "cartpole", "--steps", "2048", "--threads", "1"));
    all.addAll(List.of("--run", folder.resolve("run")));
    all.addAll(List.of(more));
    return all.toArray();
  }

  @Test
  void withoutTheVectorApiPlainJavaComputesAndALineSaysSo()
      throws IOException, InterruptedException {
    Cli cli = run(List.of(), NOTHING, "evaluate", "cartpole", "--brain", "random");

    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.err().lines())
        .containsExactly(
            "brains: the backend simd needs the Vector API: start java with --add-modules"
                + " jdk.incubator.vector; going on with scalar");
  }

  @Test
  void aBenchmarkOfSimdNeedsTheVectorApi() throws IOException, InterruptedException {
    Cli cli = run(List.of(), NOTHING, "bench", "forward", "--backend", "simd");

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err().lines())
        .containsExactly(
            "brains: --backend simd: the backend simd needs the Vector API: start java with"
                + " --add-modules jdk.incubator.vector");
  }

  @Test
  void withoutNd4jsNativeLibrarySimdComputesAndALineSaysSo()
      throws IOException, InterruptedException {
    Predicate<String> natives =
        entry -> entry.contains("nd4j-native") && !entry.contains("nd4j-native-api");

    Cli cli = run(withVectors(), natives, train("--backend", "nd4j"));

    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.err()).hasLineCount(1);
    assertThat(cli.err())
        .startsWith("brains: the backend nd4j cannot load its native library (")
        .endsWith(", or use another backend; going on with simd" + System.lineSeparator());
    assertThat(cli.out()).contains("backend simd").contains("trained 2,048 steps");
  }

  @Test
  void aNetworkThatDoesNotFitInMemoryGetsOneLine() throws IOException, InterruptedException {
    Cli cli =
        run(
            withVectors("-Xmx64m"),
            NOTHING,
            train("--set", "behaviors.*.network_settings.hidden_units=4096"));

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().lines())
        .containsExactly(
            "brains: behaviors.CartPole.network_settings: 2 layers of 4096 units do not fit in"
                + " memory: lower hidden_units, or give Java more (BRAINS_JAVA_OPTS=-Xmx8g)");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aNetworkThatNoMachineHasMemoryForGetsOneLine() throws IOException, InterruptedException {
    Cli cli =
        Cli.run(
            train(
                "--set",
                "behaviors.*.network_settings.hidden_units=65536",
                "--set",
                "behaviors.*.network_settings.num_layers=64"));

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().lines())
        .containsExactly(
            "brains: behaviors.CartPole: trunk0/dense1 is 65536 x 65536:"
                + " the network has too many parameters");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
