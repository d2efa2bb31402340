package io.github.gdxbrains.nn.simd;

import static io.github.gdxbrains.nn.simd.Species.LANES;
import static io.github.gdxbrains.nn.simd.Species.SPECIES;

import io.github.gdxbrains.nn.cpu.RationalTanh;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Element-wise kernels over whole vectors. */
final class VectorMath {
  private VectorMath() {}

  /** As {@link RationalTanh#tanh}. */
  private static FloatVector tanh(FloatVector value) {
    FloatVector x = clamp(value, RationalTanh.LIMIT);
    FloatVector s = x.mul(x);
    FloatVector p = s.broadcast(RationalTanh.A13).fma(s, s.broadcast(RationalTanh.A11));
    p = p.fma(s, s.broadcast(RationalTanh.A9));
    p = p.fma(s, s.broadcast(RationalTanh.A7));
    p = p.fma(s, s.broadcast(RationalTanh.A5));
    p = p.fma(s, s.broadcast(RationalTanh.A3));
    p = p.fma(s, s.broadcast(RationalTanh.A1));
    FloatVector q = s.broadcast(RationalTanh.B6).fma(s, s.broadcast(RationalTanh.B4));
    q = q.fma(s, s.broadcast(RationalTanh.B2));
    q = q.fma(s, s.broadcast(RationalTanh.B0));
    return x.mul(p).div(q);
  }

  /** Compares and blends: NaN stays, and it takes fewer instructions than Java's min and max. */
  private static FloatVector clamp(FloatVector x, float limit) {
    FloatVector low = x.blend(-limit, x.compare(VectorOperators.LT, -limit));
    return low.blend(limit, low.compare(VectorOperators.GT, limit));
  }

  /** 1 / (1 + exp(-x)) = tanh(x / 2) / 2 + 1 / 2. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector half = x.broadcast(0.5f);
    return tanh(x.mul(half)).fma(half, half);
  }

  static void tanh(float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      tanh(FloatVector.fromArray(SPECIES, y, i)).intoArray(y, i);
    }
  }

  static void relu(float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      x.blend(0f, x.compare(VectorOperators.LE, 0f)).intoArray(y, i);
    }
  }

  static void silu(float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      x.mul(sigmoid(x)).intoArray(y, i);
    }
  }

  static void siluWithSlope(float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      FloatVector sigmoid = sigmoid(x);
      FloatVector value = x.mul(sigmoid);
      value.intoArray(y, i);
      // d/dx x·σ = σ + x·σ·(1 - σ)
      value.fma(sigmoid.broadcast(1f).sub(sigmoid), sigmoid).intoArray(slope, i);
    }
  }

  static void multiplyTanhSlope(float[] y, float[] d, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, y, i);
      FloatVector gradient = FloatVector.fromArray(SPECIES, d, i);
      // d · (1 - y²)
      value.mul(gradient).neg().fma(value, gradient).intoArray(d, i);
    }
  }

  static void multiplyReluSlope(float[] y, float[] d, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, y, i);
      FloatVector gradient = FloatVector.fromArray(SPECIES, d, i);
      gradient.blend(0f, value.compare(VectorOperators.LE, 0f)).intoArray(d, i);
    }
  }

  static void multiply(float[] factor, float[] d, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector.fromArray(SPECIES, d, i)
          .mul(FloatVector.fromArray(SPECIES, factor, i))
          .intoArray(d, i);
    }
  }

  static void normalize(float[] x, int from, int stride, float[] mean, float[] scale, float limit) {
    for (int j = 0; j < stride; j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, from + j);
      value = value.sub(FloatVector.fromArray(SPECIES, mean, j));
      value = value.mul(FloatVector.fromArray(SPECIES, scale, j));
      clamp(value, limit).intoArray(x, from + j);
    }
  }

  static void addColumnSums(int rows, float[] b, int b0, int stride, float[] c, int c0) {
    for (int j = 0; j < stride; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, c, c0 + j);
      int from = b0 + j;
      for (int i = 0; i < rows; i++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, b, from));
        from += stride;
      }
      sum.intoArray(c, c0 + j);
    }
  }

  static void drain(float[] target, float[] source, int from, int to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i += LANES) {
      FloatVector.fromArray(SPECIES, target, i)
          .add(FloatVector.fromArray(SPECIES, source, i))
          .intoArray(target, i);
      zero.intoArray(source, i);
    }
  }

  static void adam(
      float[] parameters,
      float[] gradients,
      float[] m,
      float[] v,
      int from,
      int to,
      float gradientScale,
      float beta1,
      float beta2,
      float stepSize,
      float rootScale,
      float epsilon) {
    FloatVector keep1 = FloatVector.broadcast(SPECIES, beta1);
    FloatVector keep2 = FloatVector.broadcast(SPECIES, beta2);
    FloatVector take1 = FloatVector.broadcast(SPECIES, (1 - beta1) * gradientScale);
    FloatVector take2 = FloatVector.broadcast(SPECIES, (1 - beta2) * gradientScale * gradientScale);
    FloatVector size = FloatVector.broadcast(SPECIES, -stepSize);
    FloatVector root = FloatVector.broadcast(SPECIES, rootScale);
    FloatVector floor = FloatVector.broadcast(SPECIES, epsilon);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradients, i);
      FloatVector first = FloatVector.fromArray(SPECIES, m, i).mul(keep1);
      first = g.fma(take1, first);
      FloatVector second = FloatVector.fromArray(SPECIES, v, i).mul(keep2);
      second = g.mul(g).fma(take2, second);
      first.intoArray(m, i);
      second.intoArray(v, i);
      zero.intoArray(gradients, i);
      FloatVector denominator = second.sqrt().fma(root, floor);
      FloatVector old = FloatVector.fromArray(SPECIES, parameters, i);
      first.mul(size).div(denominator).add(old).intoArray(parameters, i);
    }
  }
}
