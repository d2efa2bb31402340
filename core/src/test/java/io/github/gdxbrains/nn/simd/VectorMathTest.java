package io.github.gdxbrains.nn.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.nn.cpu.PolynomialExp;
import io.github.gdxbrains.nn.cpu.RationalTanh;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class VectorMathTest {
  private static final int COUNT = 1 << 16;

  /** Every exponent, subnormals, infinities and NaN; then ranges where the functions bend. */
  private static float[] floats(int pass) {
    float[] x = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] =
          switch (pass) {
            case 0 -> Float.intBitsToFloat(i << 16 | i);
            case 1 -> (i - COUNT / 2) * (220f / COUNT);
            default -> (i - COUNT / 2) * (2f / COUNT);
          };
    }
    return x;
  }

  @Test
  void expIsWithinItsBoundOverAllFloats() {
    for (int pass = 0; pass < 3; pass++) {
      float[] x = floats(pass);
      float[] y = x.clone();
      VectorMath.exp(y, 0, COUNT);
      for (int i = 0; i < COUNT; i++) {
        requireExp(x[i], y[i]);
        requireExp(x[i], PolynomialExp.exp(x[i]));
      }
    }
  }

  private static void requireExp(float x, float y) {
    double exact = Math.exp(x);
    if (Float.isNaN(x)) {
      assertThat(y).isNaN();
    } else if (exact > Float.MAX_VALUE * (1 + 1e-7)) {
      assertThat(y).as("exp %s", x).isEqualTo(Float.POSITIVE_INFINITY);
    } else {
      double bound = Math.max(2.5e-7 * exact, Float.MIN_VALUE);
      if (!(Math.abs(y - exact) <= bound)) {
        assertThat((double) y).as("exp %s", x).isEqualTo(exact);
      }
    }
  }

  @Test
  void theEndsOfExpAreExact() {
    float[] x = new float[64];
    x[0] = Float.NEGATIVE_INFINITY;
    x[1] = Float.POSITIVE_INFINITY;
    x[2] = Float.NaN;
    x[3] = 0f;
    x[4] = -0f;
    x[5] = -Float.MAX_VALUE;
    x[6] = Float.MAX_VALUE;
    x[7] = 88.72283f;
    float[] y = x.clone();
    VectorMath.exp(y, 0, 64);
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(Arrays.copyOf(y, 7)).containsExactly(0, infinity, Float.NaN, 1, 1, 0, infinity);
    assertThat(y[7]).isFinite();
    for (int i = 0; i < 7; i++) {
      assertThat(Float.compare(PolynomialExp.exp(x[i]), y[i])).as("exp %s", x[i]).isZero();
    }
  }

  @Test
  void sigmoidIsWithinAThirdOfAMillionthOverAllFloats() {
    requireAbsolute(x -> 1 / (1 + Math.exp(-x)), 3e-7, true);
  }

  @Test
  void tanhIsWithinHalfAMillionthOverAllFloats() {
    requireAbsolute(Math::tanh, 5e-7, false);
  }

  private static void requireAbsolute(DoubleUnaryOperator exact, double bound, boolean sigmoid) {
    for (int pass = 0; pass < 3; pass++) {
      float[] x = floats(pass);
      float[] y = x.clone();
      if (sigmoid) {
        VectorMath.sigmoid(y, 0, COUNT);
      } else {
        VectorMath.tanh(y, 0, COUNT);
      }
      for (int i = 0; i < COUNT; i++) {
        if (Float.isNaN(x[i])) {
          assertThat(y[i]).isNaN();
        } else if (!(Math.abs(y[i] - exact.applyAsDouble(x[i])) <= bound)) {
          assertThat((double) y[i]).as("of %s", x[i]).isEqualTo(exact.applyAsDouble(x[i]));
        }
        if (!sigmoid && !Float.isNaN(x[i])) {
          assertThat(Math.abs(y[i] - RationalTanh.tanh(x[i])) <= 5e-7f).isTrue();
        }
      }
    }
  }
}
