package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.parallel.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackendsTest {
  @Test
  void vectorsAreBestWhereTheyArePresent() {
    assertThat(Backends.best().name()).isEqualTo("simd");
    assertThat(Backends.named("auto").name()).isEqualTo("simd");
    assertThat(Backends.named("simd").lanes()).isGreaterThan(1);
    assertThat(Backends.named("scalar").lanes()).isEqualTo(1);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheValidOnes() {
    assertThatThrownBy(() -> Backends.named("cuda"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no backend is named cuda; there are auto, simd, scalar");
  }

  @Test
  void withoutTheVectorApiScalarStillWorks() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutVectors.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("auto is scalar")
        .contains("y = 7.0")
        .contains("--add-modules jdk.incubator.vector");
  }

  /** Runs in a JVM that was started without the module. */
  static final class WithoutVectors {
    private WithoutVectors() {}

    public static void main(String[] arguments) {
      Backend backend = Backends.best();
      System.out.println("auto is " + backend.name());
      Trunk trunk = new Trunk(List.of(), List.of(new Head("y", 1, 1f)));
      Network network =
          backend.network(new NetworkSpec(1, false, List.of(trunk)), Workers.single());
      network.setParameters(new float[] {3, 1});
      Sequences input = Sequences.rows(1, 1).use(1);
      input.values()[0] = 2;
      float[] outputs = new float[1];
      network.inference(1).forward(input, outputs);
      System.out.println("y = " + outputs[0]);
      try {
        Backends.named("simd");
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
