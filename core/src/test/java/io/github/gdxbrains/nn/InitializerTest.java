package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InitializerTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          5,
          false,
          List.of(
              new Trunk(
                  List.of(
                      new Layer.Dense(64, Activation.TANH, 1.5f),
                      new Layer.Dense(17, Activation.RELU, 0.5f)),
                  List.of(new Head("policy", 3, 0.01f), new Head("value", 1, 1f)))));

  @Test
  void theShorterSideIsOrthogonalWithTheGain() {
    float[] parameters = Initializer.parameters(SPEC, new RandomStream(3));
    for (ParameterLayout.Slice slice : new ParameterLayout(SPEC).slices()) {
      int inputs = slice.inputs();
      int units = slice.units();
      boolean wide = units >= inputs;
      int count = Math.min(inputs, units);
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
          double dot = 0;
          for (int k = 0; k < Math.max(inputs, units); k++) {
            dot +=
                wide
                    ? weight(parameters, slice, a, k) * weight(parameters, slice, b, k)
                    : weight(parameters, slice, k, a) * weight(parameters, slice, k, b);
          }
          double gain = ((Initialization.Orthogonal) slice.initialization()).gain();
          assertThat(dot)
              .as("%s %d %d", slice.name(), a, b)
              .isCloseTo(a == b ? gain * gain : 0, within(1e-6 * gain * gain));
        }
      }
      for (int unit = 0; unit < units; unit++) {
        assertThat(parameters[slice.biasOffset() + unit]).isZero();
      }
    }
  }

  private static double weight(
      float[] parameters, ParameterLayout.Slice slice, int input, int unit) {
    return parameters[slice.offset() + input * slice.units() + unit];
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    float[] first = Initializer.parameters(SPEC, new RandomStream(3));
    assertThat(Initializer.parameters(SPEC, new RandomStream(3))).isEqualTo(first);
    assertThat(Initializer.parameters(SPEC, new RandomStream(4))).isNotEqualTo(first);
  }

  private static float[] of(Layer layer) {
    NetworkSpec spec =
        new NetworkSpec(
            50, false, List.of(new Trunk(List.of(layer), List.of(new Head("y", 1, 0)))));
    return Initializer.parameters(spec, new RandomStream(9));
  }

  private static float[] dense(Initialization initialization) {
    return of(new Layer.Dense(80, Activation.RELU, initialization));
  }

  private static void assertUniform(float[] values, int from, int to, double limit) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      assertThat((double) values[i]).isBetween(-limit, limit);
      squares += values[i] * values[i] / (to - from);
    }
    assertThat(squares).isCloseTo(limit * limit / 3, within(0.3 * limit * limit / 3));
  }

  @Test
  void heHasTwiceTheVarianceOfOneByInputs() {
    float[] values = dense(Initialization.he());
    double squares = 0;
    for (int i = 0; i < 50 * 80; i++) {
      squares += values[i] * values[i] / (50 * 80);
    }
    assertThat(squares).isCloseTo(2.0 / 50, within(0.004));
    assertThat(values[50 * 80]).isZero();
  }

  @Test
  void glorotIsUniformByBothSides() {
    float[] values = dense(Initialization.glorot());
    assertUniform(values, 0, 50 * 80, Math.sqrt(6.0 / 130));
    assertThat(values[50 * 80]).isZero();
  }

  @Test
  void noisyLayersStartAsPublished() {
    float[] values = of(new Layer.NoisyDense(80, Activation.RELU, 0.5f));
    assertUniform(values, 0, 51 * 80, 1 / Math.sqrt(50));
    for (int i = 51 * 80; i < 2 * 51 * 80; i++) {
      assertThat(values[i]).isCloseTo((float) (0.5 / Math.sqrt(50)), within(1e-7f));
    }
  }

  @Test
  void forgetGatesStartOpenAndGatesAreOrthogonalOneByOne() {
    float[] values = of(new Layer.Lstm(4));
    int biases = 50 * 16;
    for (int i = 0; i < 16; i++) {
      assertThat(values[biases + i]).isEqualTo(i / 4 == 1 ? 1 : 0);
    }
    int recurrent = biases + 16;
    for (int gate = 0; gate < 4; gate++) {
      double dot = 0;
      double square = 0;
      for (int i = 0; i < 4; i++) {
        double first = values[recurrent + i * 16 + gate * 4];
        dot += first * values[recurrent + i * 16 + gate * 4 + 1];
        square += first * first;
      }
      assertThat(dot).isCloseTo(0, within(1e-6));
      assertThat(square).isCloseTo(1, within(1e-6));
    }
    assertThat(of(new Layer.LayerNorm(1e-5f))).startsWith(1f, 1f).endsWith(0f, 0f);
  }
}
