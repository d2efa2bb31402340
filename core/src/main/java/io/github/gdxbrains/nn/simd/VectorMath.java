package io.github.gdxbrains.nn.simd;

import static io.github.gdxbrains.nn.simd.Species.LANES;
import static io.github.gdxbrains.nn.simd.Species.SPECIES;

import io.github.gdxbrains.nn.cpu.PolynomialExp;
import io.github.gdxbrains.nn.cpu.PolynomialLog;
import io.github.gdxbrains.nn.cpu.RationalTanh;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Element-wise kernels over whole vectors. No method takes or returns a vector: HotSpot may decide
 * not to inline such a method, and would then allocate the vectors that cross its border. So the
 * same lines stand in several places. Nor is there a second species of floats: with two in one JVM,
 * C2 (measured on JDK 17) no longer knows which of them a loop's sums are, and allocates them.
 */
final class VectorMath {
  private static final int SIGN = 0x80000000;
  private static final int ONE = 0x3F800000;

  private VectorMath() {}

  /**
   * As {@link RationalTanh#tanh}; two vectors at a time. A method of more than 325 bytecodes is
   * compiled by itself: inlined into a caller that also multiplies matrices, its constants would be
   * kept on the stack and read again for every vector, which doubles its time.
   */
  static void tanh(float[] y, int from, int to) {
    FloatVector p0 = FloatVector.broadcast(SPECIES, RationalTanh.P0);
    FloatVector p1 = FloatVector.broadcast(SPECIES, RationalTanh.P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, RationalTanh.P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, RationalTanh.P3);
    FloatVector q0 = FloatVector.broadcast(SPECIES, RationalTanh.Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, RationalTanh.Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, RationalTanh.Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, RationalTanh.Q3);
    FloatVector limit = FloatVector.broadcast(SPECIES, RationalTanh.LIMIT_SQUARED);
    int i = from;
    for (; i + 2 * LANES <= to; i += 2 * LANES) {
      FloatVector xa = FloatVector.fromArray(SPECIES, y, i);
      FloatVector xb = FloatVector.fromArray(SPECIES, y, i + LANES);
      FloatVector sa = xa.mul(xa);
      FloatVector sb = xb.mul(xb);
      FloatVector pa = p3.fma(sa, p2);
      FloatVector pb = p3.fma(sb, p2);
      FloatVector qa = sa.add(q3);
      FloatVector qb = sb.add(q3);
      pa = pa.fma(sa, p1);
      pb = pb.fma(sb, p1);
      qa = qa.fma(sa, q2);
      qb = qb.fma(sb, q2);
      pa = pa.fma(sa, p0);
      pb = pb.fma(sb, p0);
      qa = qa.fma(sa, q1);
      qb = qb.fma(sb, q1);
      qa = qa.fma(sa, q0);
      qb = qb.fma(sb, q0);
      // beyond the limit ±1; a comparison with NaN is false
      IntVector bitsa = xa.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      IntVector bitsb = xb.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector onea = bitsa.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector oneb = bitsb.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector ta = xa.mul(pa).div(qa);
      FloatVector tb = xb.mul(pb).div(qb);
      ta = ta.blend(onea, sa.compare(VectorOperators.GT, limit));
      tb = tb.blend(oneb, sb.compare(VectorOperators.GT, limit));
      ta.intoArray(y, i);
      tb.intoArray(y, i + LANES);
    }
    if (i < to) {
      FloatVector xa = FloatVector.fromArray(SPECIES, y, i);
      FloatVector sa = xa.mul(xa);
      FloatVector pa = p3.fma(sa, p2);
      FloatVector qa = sa.add(q3);
      pa = pa.fma(sa, p1);
      qa = qa.fma(sa, q2);
      pa = pa.fma(sa, p0);
      qa = qa.fma(sa, q1);
      qa = qa.fma(sa, q0);
      IntVector bitsa = xa.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector onea = bitsa.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector ta = xa.mul(pa).div(qa);
      ta = ta.blend(onea, sa.compare(VectorOperators.GT, limit));
      ta.intoArray(y, i);
    }
  }

  /**
   * {@code 1 / (1 + exp(-x)) = tanh(x / 2) / 2 + 1 / 2}; two vectors at a time, as {@link #tanh}.
   */
  static void sigmoid(float[] y, int from, int to) {
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector p0 = FloatVector.broadcast(SPECIES, RationalTanh.P0);
    FloatVector p1 = FloatVector.broadcast(SPECIES, RationalTanh.P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, RationalTanh.P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, RationalTanh.P3);
    FloatVector q0 = FloatVector.broadcast(SPECIES, RationalTanh.Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, RationalTanh.Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, RationalTanh.Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, RationalTanh.Q3);
    FloatVector limit = FloatVector.broadcast(SPECIES, RationalTanh.LIMIT_SQUARED);
    int i = from;
    for (; i + 2 * LANES <= to; i += 2 * LANES) {
      FloatVector xa = FloatVector.fromArray(SPECIES, y, i).mul(half);
      FloatVector xb = FloatVector.fromArray(SPECIES, y, i + LANES).mul(half);
      FloatVector sa = xa.mul(xa);
      FloatVector sb = xb.mul(xb);
      FloatVector pa = p3.fma(sa, p2);
      FloatVector pb = p3.fma(sb, p2);
      FloatVector qa = sa.add(q3);
      FloatVector qb = sb.add(q3);
      pa = pa.fma(sa, p1);
      pb = pb.fma(sb, p1);
      qa = qa.fma(sa, q2);
      qb = qb.fma(sb, q2);
      pa = pa.fma(sa, p0);
      pb = pb.fma(sb, p0);
      qa = qa.fma(sa, q1);
      qb = qb.fma(sb, q1);
      qa = qa.fma(sa, q0);
      qb = qb.fma(sb, q0);
      IntVector bitsa = xa.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      IntVector bitsb = xb.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector onea = bitsa.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector oneb = bitsb.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector ta = xa.mul(pa).div(qa);
      FloatVector tb = xb.mul(pb).div(qb);
      ta = ta.blend(onea, sa.compare(VectorOperators.GT, limit));
      tb = tb.blend(oneb, sb.compare(VectorOperators.GT, limit));
      ta.fma(half, half).intoArray(y, i);
      tb.fma(half, half).intoArray(y, i + LANES);
    }
    if (i < to) {
      FloatVector xa = FloatVector.fromArray(SPECIES, y, i).mul(half);
      FloatVector sa = xa.mul(xa);
      FloatVector pa = p3.fma(sa, p2);
      FloatVector qa = sa.add(q3);
      pa = pa.fma(sa, p1);
      qa = qa.fma(sa, q2);
      pa = pa.fma(sa, p0);
      qa = qa.fma(sa, q1);
      qa = qa.fma(sa, q0);
      IntVector bitsa = xa.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector onea = bitsa.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector ta = xa.mul(pa).div(qa);
      ta = ta.blend(onea, sa.compare(VectorOperators.GT, limit));
      ta.fma(half, half).intoArray(y, i);
    }
  }

  /** As {@link PolynomialExp#exp}, with the same bound on the error. */
  static void exp(float[] y, int from, int to) {
    FloatVector highest = FloatVector.broadcast(SPECIES, PolynomialExp.HIGHEST);
    FloatVector lowest = FloatVector.broadcast(SPECIES, PolynomialExp.LOWEST);
    FloatVector log2 = FloatVector.broadcast(SPECIES, PolynomialExp.LOG2_E);
    FloatVector rounder = FloatVector.broadcast(SPECIES, PolynomialExp.ROUNDER);
    FloatVector high = FloatVector.broadcast(SPECIES, -PolynomialExp.LN2_HIGH);
    FloatVector low = FloatVector.broadcast(SPECIES, -PolynomialExp.LN2_LOW);
    FloatVector p2 = FloatVector.broadcast(SPECIES, PolynomialExp.P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, PolynomialExp.P3);
    FloatVector p4 = FloatVector.broadcast(SPECIES, PolynomialExp.P4);
    FloatVector p5 = FloatVector.broadcast(SPECIES, PolynomialExp.P5);
    FloatVector p6 = FloatVector.broadcast(SPECIES, PolynomialExp.P6);
    FloatVector p7 = FloatVector.broadcast(SPECIES, PolynomialExp.P7);
    IntVector rounderBits = rounder.reinterpretAsInts();
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      x = x.blend(highest, x.compare(VectorOperators.GT, highest)); // NaN stays
      x = x.blend(lowest, x.compare(VectorOperators.LT, lowest));
      FloatVector shifted = x.fma(log2, rounder);
      IntVector k = shifted.reinterpretAsInts().sub(rounderBits);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(low, n.fma(high, x));
      FloatVector p = p7.fma(r, p6);
      p = p.fma(r, p5);
      p = p.fma(r, p4);
      p = p.fma(r, p3);
      p = p.fma(r, p2);
      p = p.fma(r.mul(r), r).add(1f);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = k.sub(half).add(PolynomialExp.BIAS);
      half = half.add(PolynomialExp.BIAS);
      p = p.mul(half.lanewise(VectorOperators.LSHL, PolynomialExp.SHIFT).reinterpretAsFloats());
      p = p.mul(rest.lanewise(VectorOperators.LSHL, PolynomialExp.SHIFT).reinterpretAsFloats());
      p.intoArray(y, i);
    }
  }

  /** As {@link PolynomialLog#log}, with the same bound on the error. */
  static void log(float[] y, int from, int to) {
    FloatVector leastNormal = FloatVector.broadcast(SPECIES, PolynomialLog.LEAST_NORMAL);
    FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    FloatVector high = FloatVector.broadcast(SPECIES, PolynomialExp.LN2_HIGH);
    FloatVector low = FloatVector.broadcast(SPECIES, PolynomialExp.LN2_LOW);
    FloatVector minusHalf = FloatVector.broadcast(SPECIES, -0.5f);
    FloatVector p3 = FloatVector.broadcast(SPECIES, PolynomialLog.P3);
    FloatVector p4 = FloatVector.broadcast(SPECIES, PolynomialLog.P4);
    FloatVector p5 = FloatVector.broadcast(SPECIES, PolynomialLog.P5);
    FloatVector p6 = FloatVector.broadcast(SPECIES, PolynomialLog.P6);
    FloatVector p7 = FloatVector.broadcast(SPECIES, PolynomialLog.P7);
    FloatVector p8 = FloatVector.broadcast(SPECIES, PolynomialLog.P8);
    FloatVector p9 = FloatVector.broadcast(SPECIES, PolynomialLog.P9);
    FloatVector p10 = FloatVector.broadcast(SPECIES, PolynomialLog.P10);
    FloatVector p11 = FloatVector.broadcast(SPECIES, PolynomialLog.P11);
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      VectorMask<Float> isSubnormal = x.compare(VectorOperators.LT, leastNormal);
      FloatVector normal = x.blend(x.mul(PolynomialLog.SUBNORMAL_SCALE), isSubnormal);
      IntVector bits = normal.reinterpretAsInts();
      IntVector k =
          bits.sub(PolynomialLog.ROOT_HALF_BITS)
              .lanewise(VectorOperators.ASHR, PolynomialExp.SHIFT);
      FloatVector n = (FloatVector) k.convert(VectorOperators.I2F, 0);
      n = n.blend(n.sub(PolynomialExp.SHIFT), isSubnormal);
      FloatVector r =
          bits.sub(k.lanewise(VectorOperators.LSHL, PolynomialExp.SHIFT))
              .reinterpretAsFloats()
              .sub(1f);
      FloatVector p = p11.fma(r, p10);
      p = p.fma(r, p9);
      p = p.fma(r, p8);
      p = p.fma(r, p7);
      p = p.fma(r, p6);
      p = p.fma(r, p5);
      p = p.fma(r, p4);
      p = p.fma(r, p3);
      FloatVector square = r.mul(r);
      FloatVector small = square.fma(minusHalf, n.fma(low, p.mul(r).mul(square)));
      FloatVector value = n.fma(high, r.add(small));
      value = value.blend(infinity, x.compare(VectorOperators.EQ, infinity));
      value = value.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
      value = value.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
      value = value.blend(x, x.compare(VectorOperators.NE, x)); // NaN stays
      value.intoArray(y, i);
    }
  }

  /** Subtracts from each column its largest number; NaN stays where it is. */
  static void subtractColumnMaxima(int rows, float[] y, int y0, int stride) {
    for (int j = 0; j < stride; j += LANES) {
      FloatVector largest = FloatVector.fromArray(SPECIES, y, y0 + j);
      int at = y0 + j + stride;
      for (int i = 1; i < rows; i++) {
        FloatVector value = FloatVector.fromArray(SPECIES, y, at);
        largest = largest.blend(value, value.compare(VectorOperators.GT, largest));
        at += stride;
      }
      at = y0 + j;
      for (int i = 0; i < rows; i++) {
        FloatVector.fromArray(SPECIES, y, at).sub(largest).intoArray(y, at);
        at += stride;
      }
    }
  }

  /** Divides each column by its sum. */
  static void divideByColumnSums(int rows, float[] y, int y0, int stride) {
    for (int j = 0; j < stride; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      int at = y0 + j;
      for (int i = 0; i < rows; i++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, y, at));
        at += stride;
      }
      FloatVector factor = FloatVector.broadcast(SPECIES, 1f).div(sum);
      at = y0 + j;
      for (int i = 0; i < rows; i++) {
        FloatVector.fromArray(SPECIES, y, at).mul(factor).intoArray(y, at);
        at += stride;
      }
    }
  }

  static void relu(float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      x.blend(0f, x.compare(VectorOperators.LE, 0f)).intoArray(y, i);
    }
  }

  /** {@code x · σ(x)} with σ(x) = 1 / (1 + exp(-x)) = tanh(x / 2) / 2 + 1 / 2. */
  static void silu(float[] y, int from, int to) {
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector p0 = FloatVector.broadcast(SPECIES, RationalTanh.P0);
    FloatVector p1 = FloatVector.broadcast(SPECIES, RationalTanh.P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, RationalTanh.P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, RationalTanh.P3);
    FloatVector q0 = FloatVector.broadcast(SPECIES, RationalTanh.Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, RationalTanh.Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, RationalTanh.Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, RationalTanh.Q3);
    FloatVector limit = FloatVector.broadcast(SPECIES, RationalTanh.LIMIT_SQUARED);
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      FloatVector h = x.mul(half);
      FloatVector s = h.mul(h);
      FloatVector p = p3.fma(s, p2);
      FloatVector q = s.add(q3);
      p = p.fma(s, p1);
      q = q.fma(s, q2);
      p = p.fma(s, p0);
      q = q.fma(s, q1);
      q = q.fma(s, q0);
      IntVector bits = h.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector one = bits.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector t = h.mul(p).div(q);
      t = t.blend(one, s.compare(VectorOperators.GT, limit));
      FloatVector sigmoid = t.fma(half, half);
      x.mul(sigmoid).intoArray(y, i);
    }
  }

  /** Also its derivative, {@code σ + x σ (1 - σ)}. */
  static void siluWithSlope(float[] y, float[] slope, int from, int to) {
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector p0 = FloatVector.broadcast(SPECIES, RationalTanh.P0);
    FloatVector p1 = FloatVector.broadcast(SPECIES, RationalTanh.P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, RationalTanh.P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, RationalTanh.P3);
    FloatVector q0 = FloatVector.broadcast(SPECIES, RationalTanh.Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, RationalTanh.Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, RationalTanh.Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, RationalTanh.Q3);
    FloatVector limit = FloatVector.broadcast(SPECIES, RationalTanh.LIMIT_SQUARED);
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, y, i);
      FloatVector h = x.mul(half);
      FloatVector s = h.mul(h);
      FloatVector p = p3.fma(s, p2);
      FloatVector q = s.add(q3);
      p = p.fma(s, p1);
      q = q.fma(s, q2);
      p = p.fma(s, p0);
      q = q.fma(s, q1);
      q = q.fma(s, q0);
      IntVector bits = h.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector one = bits.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector t = h.mul(p).div(q);
      t = t.blend(one, s.compare(VectorOperators.GT, limit));
      FloatVector sigmoid = t.fma(half, half);
      FloatVector value = x.mul(sigmoid);
      value.intoArray(y, i);
      value.sub(value.mul(sigmoid)).add(sigmoid).intoArray(slope, i);
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

  /**
   * One row, whole vectors: reads and writes up to {@code LANES - 1} numbers beyond its end.
   * Compares and blends: NaN stays, and it takes fewer instructions than Java's min and max.
   */
  static void normalizeOver(
      int inputs,
      float[] raw,
      int from,
      float[] x,
      int to,
      float[] mean,
      float[] scale,
      float limit) {
    for (int j = 0; j < inputs; j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, raw, from + j);
      value = value.sub(FloatVector.fromArray(SPECIES, mean, j));
      value = value.mul(FloatVector.fromArray(SPECIES, scale, j));
      value = value.blend(-limit, value.compare(VectorOperators.LT, -limit));
      value = value.blend(limit, value.compare(VectorOperators.GT, limit));
      value.intoArray(x, to + j);
    }
  }

  /** One row, number by number. */
  static void normalize(
      int inputs,
      float[] raw,
      int from,
      float[] x,
      int to,
      float[] mean,
      float[] scale,
      float limit) {
    for (int j = 0; j < inputs; j++) {
      float value = (raw[from + j] - mean[j]) * scale[j];
      x[to + j] = value > limit ? limit : value < -limit ? -limit : value;
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

  /** The sum of a row, its lanes added in order: reduceLanes may add in any. */
  static float sum(int width, float[] x, int from, float[] scratch) {
    int i = 0;
    float total = 0;
    if (width >= 2 * LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      for (; i + 2 * LANES <= width; i += 2 * LANES) {
        s0 = s0.add(FloatVector.fromArray(SPECIES, x, from + i));
        s1 = s1.add(FloatVector.fromArray(SPECIES, x, from + i + LANES));
      }
      s0.add(s1).intoArray(scratch, 0);
      for (int lane = 0; lane < LANES; lane++) {
        total += scratch[lane];
      }
    }
    for (; i < width; i++) {
      total += x[from + i];
    }
    return total;
  }

  /** {@code Σ (x - mean)²} of a row. */
  static float squaredDistances(int width, float[] x, int from, float mean, float[] scratch) {
    int i = 0;
    float total = 0;
    if (width >= 2 * LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      for (; i + 2 * LANES <= width; i += 2 * LANES) {
        FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + i).sub(mean);
        FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + i + LANES).sub(mean);
        s0 = d0.fma(d0, s0);
        s1 = d1.fma(d1, s1);
      }
      s0.add(s1).intoArray(scratch, 0);
      for (int lane = 0; lane < LANES; lane++) {
        total += scratch[lane];
      }
    }
    for (; i < width; i++) {
      float d = x[from + i] - mean;
      total += d * d;
    }
    return total;
  }

  /** {@code Σ x · y} of a row that has the same place in both. */
  static float dot(int width, float[] x, float[] y, int from, float[] scratch) {
    int i = 0;
    float total = 0;
    if (width >= 2 * LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      for (; i + 2 * LANES <= width; i += 2 * LANES) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, y, from + i);
        FloatVector y1 = FloatVector.fromArray(SPECIES, y, from + i + LANES);
        s0 = FloatVector.fromArray(SPECIES, x, from + i).fma(y0, s0);
        s1 = FloatVector.fromArray(SPECIES, x, from + i + LANES).fma(y1, s1);
      }
      s0.add(s1).intoArray(scratch, 0);
      for (int lane = 0; lane < LANES; lane++) {
        total += scratch[lane];
      }
    }
    for (; i < width; i++) {
      total += x[from + i] * y[from + i];
    }
    return total;
  }

  /** {@code h = (x - mean) · r} of a row. */
  static void standardize(int width, float[] x, int from, float mean, float r, float[] h, int to) {
    int i = 0;
    for (; i + LANES <= width; i += LANES) {
      FloatVector.fromArray(SPECIES, x, from + i).sub(mean).mul(r).intoArray(h, to + i);
    }
    for (; i < width; i++) {
      h[to + i] = (x[from + i] - mean) * r;
    }
  }

  /** {@code y = (x - mean) · r · g + b} of a row. */
  static void standardize(
      int width,
      float[] x,
      int from,
      float mean,
      float r,
      float[] parameters,
      int gains,
      int biases,
      float[] y,
      int to) {
    int i = 0;
    for (; i + LANES <= width; i += LANES) {
      FloatVector gain = FloatVector.fromArray(SPECIES, parameters, gains + i);
      FloatVector bias = FloatVector.fromArray(SPECIES, parameters, biases + i);
      FloatVector.fromArray(SPECIES, x, from + i)
          .sub(mean)
          .mul(r)
          .fma(gain, bias)
          .intoArray(y, to + i);
    }
    for (; i < width; i++) {
      y[to + i] = (x[from + i] - mean) * r * parameters[gains + i] + parameters[biases + i];
    }
  }

  /** Adds {@code d ∘ h} and {@code d} to the gradients of gains and biases; {@code d = d ∘ g}. */
  static void addNormGradients(
      int width,
      float[] d,
      float[] h,
      int offset,
      float[] parameters,
      float[] gradients,
      int gains,
      int biases) {
    int i = 0;
    for (; i + LANES <= width; i += LANES) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, d, offset + i);
      FloatVector.fromArray(SPECIES, h, offset + i)
          .fma(gradient, FloatVector.fromArray(SPECIES, gradients, gains + i))
          .intoArray(gradients, gains + i);
      gradient
          .add(FloatVector.fromArray(SPECIES, gradients, biases + i))
          .intoArray(gradients, biases + i);
      gradient.mul(FloatVector.fromArray(SPECIES, parameters, gains + i)).intoArray(d, offset + i);
    }
    for (; i < width; i++) {
      gradients[gains + i] += d[offset + i] * h[offset + i];
      gradients[biases + i] += d[offset + i];
      d[offset + i] *= parameters[gains + i];
    }
  }

  /** {@code d = r · (d - mean - h · slope)} of a row. */
  static void removeMeanAndSlope(
      int width, float[] d, float[] h, int offset, float r, float mean, float slope) {
    FloatVector factor = FloatVector.broadcast(SPECIES, -slope);
    int i = offset;
    int end = offset + width;
    for (; i + LANES <= end; i += LANES) {
      FloatVector centred = FloatVector.fromArray(SPECIES, d, i).sub(mean);
      FloatVector.fromArray(SPECIES, h, i).fma(factor, centred).mul(r).intoArray(d, i);
    }
    for (; i < end; i++) {
      d[i] = r * (d[i] - mean - h[i] * slope);
    }
  }

  static void add(int length, float[] source, int from, float[] target, int to) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector.fromArray(SPECIES, target, to + i)
          .add(FloatVector.fromArray(SPECIES, source, from + i))
          .intoArray(target, to + i);
    }
    for (; i < length; i++) {
      target[to + i] += source[from + i];
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
      float epsilon,
      float keep) {
    FloatVector keep1 = FloatVector.broadcast(SPECIES, beta1);
    FloatVector keep2 = FloatVector.broadcast(SPECIES, beta2);
    FloatVector take1 = FloatVector.broadcast(SPECIES, (1 - beta1) * gradientScale);
    FloatVector take2 = FloatVector.broadcast(SPECIES, (1 - beta2) * gradientScale * gradientScale);
    FloatVector size = FloatVector.broadcast(SPECIES, -stepSize);
    FloatVector root = FloatVector.broadcast(SPECIES, rootScale);
    FloatVector floor = FloatVector.broadcast(SPECIES, epsilon);
    FloatVector kept = FloatVector.broadcast(SPECIES, keep);
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
      old.fma(kept, first.mul(size).div(denominator)).intoArray(parameters, i);
    }
  }

  static void divideByRootMeanSquare(
      float[] gradients,
      float[] v,
      int from,
      int to,
      float gradientScale,
      float decay,
      float epsilon) {
    FloatVector scale = FloatVector.broadcast(SPECIES, gradientScale);
    FloatVector keep = FloatVector.broadcast(SPECIES, decay);
    FloatVector take = FloatVector.broadcast(SPECIES, 1 - decay);
    FloatVector floor = FloatVector.broadcast(SPECIES, epsilon);
    for (int i = from; i < to; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradients, i).mul(scale);
      FloatVector square = FloatVector.fromArray(SPECIES, v, i).mul(keep);
      square = g.mul(g).fma(take, square);
      square.intoArray(v, i);
      g.div(square.sqrt().add(floor)).intoArray(gradients, i);
    }
  }

  static void descend(float[] parameters, float[] gradients, int from, int to, float stepSize) {
    FloatVector size = FloatVector.broadcast(SPECIES, -stepSize);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradients, i);
      FloatVector old = FloatVector.fromArray(SPECIES, parameters, i);
      g.fma(size, old).intoArray(parameters, i);
      zero.intoArray(gradients, i);
    }
  }

  static void descendWithMomentum(
      float[] parameters,
      float[] gradients,
      float[] b,
      int from,
      int to,
      float gradientScale,
      float momentum,
      float stepSize) {
    FloatVector scale = FloatVector.broadcast(SPECIES, gradientScale);
    FloatVector keep = FloatVector.broadcast(SPECIES, momentum);
    FloatVector size = FloatVector.broadcast(SPECIES, -stepSize);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i += LANES) {
      FloatVector velocity = FloatVector.fromArray(SPECIES, b, i).mul(keep);
      velocity = FloatVector.fromArray(SPECIES, gradients, i).fma(scale, velocity);
      FloatVector old = FloatVector.fromArray(SPECIES, parameters, i);
      velocity.intoArray(b, i);
      velocity.fma(size, old).intoArray(parameters, i);
      zero.intoArray(gradients, i);
    }
  }

  /** Four running sums, because an addition must wait for the one before it. */
  static double squares(float[] x, int from, int to) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = from;
    for (; i + 4 * LANES <= to; i += 4 * LANES) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, i);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, i + LANES);
      FloatVector x2 = FloatVector.fromArray(SPECIES, x, i + 2 * LANES);
      FloatVector x3 = FloatVector.fromArray(SPECIES, x, i + 3 * LANES);
      s0 = x0.fma(x0, s0);
      s1 = x1.fma(x1, s1);
      s2 = x2.fma(x2, s2);
      s3 = x3.fma(x3, s3);
    }
    for (; i < to; i += LANES) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, i);
      s0 = x0.fma(x0, s0);
    }
    FloatVector sum = s0.add(s1).add(s2.add(s3));
    // lane by lane, in this order: reduceLanes may add in any
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  /** Eight rows at a time, so that eight neighbours are written together. */
  static void transpose(
      int rows, int columns, float[] a, int a0, int aStride, float[] t, int t0, int tStride) {
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      transposeEight(columns, a, a0 + i * aStride, aStride, t, t0 + i, tStride);
    }
    for (; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[t0 + j * tStride + i] = a[a0 + i * aStride + j];
      }
    }
  }

  private static void transposeEight(
      int columns, float[] a, int a0, int aStride, float[] t, int t0, int tStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    int a6 = a5 + aStride;
    int a7 = a6 + aStride;
    for (int j = 0; j < columns; j++) {
      int to = t0 + j * tStride;
      t[to] = a[a0 + j];
      t[to + 1] = a[a1 + j];
      t[to + 2] = a[a2 + j];
      t[to + 3] = a[a3 + j];
      t[to + 4] = a[a4 + j];
      t[to + 5] = a[a5 + j];
      t[to + 6] = a[a6 + j];
      t[to + 7] = a[a7 + j];
    }
  }
}
