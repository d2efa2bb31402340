package io.github.gdxbrains.nn.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class OptimizerStepsTest {
  @Test
  void powersAreThoseOfJava() {
    for (double base : new double[] {0, 0.5, 0.9f, 0.999f, 0.99999}) {
      for (long exponent : new long[] {1, 2, 3, 10, 1_000, 123_457, 1L << 40}) {
        double expected = StrictMath.pow(base, exponent);
        assertThat(OptimizerSteps.power(base, exponent))
            .isCloseTo(expected, within(1e-9 * expected));
      }
    }
  }
}
