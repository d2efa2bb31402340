package io.github.gdxbrains.nn.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.nn.cpu.PolynomialExp;
import io.github.gdxbrains.nn.cpu.PolynomialLog;
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
  void logIsWithinItsBoundOverAllFloats() {
    float[] x = new float[COUNT];
    // a prime stride meets every exponent, and its multiples every digit of the mantissa
    long bits = Integer.MIN_VALUE;
    while (bits <= Integer.MAX_VALUE) {
      for (int i = 0; i < COUNT; i++) {
        x[i] = Float.intBitsToFloat((int) Math.min(bits, Integer.MAX_VALUE));
        bits += 997;
      }
      requireLogs(x);
    }
    for (int i = 0; i < COUNT; i++) {
      x[i] = Float.intBitsToFloat(Float.floatToRawIntBits(1f) + i - COUNT / 2);
    }
    requireLogs(x);
  }

  private static void requireLogs(float[] x) {
    float[] y = x.clone();
    VectorMath.log(y, 0, COUNT);
    for (int i = 0; i < COUNT; i++) {
      requireLog(x[i], y[i]);
      requireLog(x[i], PolynomialLog.log(x[i]));
    }
  }

  private static void requireLog(float x, float y) {
    double exact = Math.log(x);
    boolean isSame = Float.isInfinite((float) exact) ? y == exact : Double.isNaN(exact) && y != y;
    double bound = 0.9 * Math.ulp((float) exact);
    if (!isSame && !(Math.abs(y - exact) <= bound)) {
      assertThat((double) y).as("log %s", x).isEqualTo(exact);
    }
  }

  @Test
  void theEndsOfLogAreExact() {
    float[] x = new float[64];
    Arrays.fill(x, 1);
    x[0] = 0f;
    x[1] = -0f;
    x[2] = -Float.MIN_VALUE;
    x[3] = Float.NEGATIVE_INFINITY;
    x[4] = Float.POSITIVE_INFINITY;
    x[5] = Float.NaN;
    x[6] = Float.MIN_VALUE;
    x[7] = Float.MAX_VALUE;
    float[] y = x.clone();
    VectorMath.log(y, 0, 64);
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(Arrays.copyOf(y, 9))
        .containsExactly(
            -infinity,
            -infinity,
            Float.NaN,
            Float.NaN,
            infinity,
            Float.NaN,
            -103.27893f,
            88.72284f,
            0);
    for (int i = 0; i < 9; i++) {
      assertThat(Float.compare(PolynomialLog.log(x[i]), y[i])).as("log %s", x[i]).isZero();
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
