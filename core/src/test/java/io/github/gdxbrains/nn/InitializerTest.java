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
    float[] parameters = Initializer.orthogonal(SPEC, new RandomStream(3));
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
    float[] first = Initializer.orthogonal(SPEC, new RandomStream(3));
    assertThat(Initializer.orthogonal(SPEC, new RandomStream(3))).isEqualTo(first);
    assertThat(Initializer.orthogonal(SPEC, new RandomStream(4))).isNotEqualTo(first);
  }
}
