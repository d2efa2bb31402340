package io.github.gdxbrains.nn.simd;

import static io.github.gdxbrains.nn.simd.Species.LANES;
import static io.github.gdxbrains.nn.simd.Species.SPECIES;

import io.github.gdxbrains.nn.cpu.RationalTanh;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** One row of a recurrent layer's cell. As in {@link VectorMath}, lines are repeated on purpose. */
final class GateMath {
  private static final int SIGN = 0x80000000;
  private static final int ONE = 0x3F800000;

  private GateMath() {}

  /** {@code c = f ∘ cBefore + i ∘ g, t = tanh c, h = o ∘ t} from activated gates i, f, g, o. */
  static void lstmCell(
      int stride,
      float[] gates,
      int gate,
      float[] cellBefore,
      float[] tanhCell,
      int kept,
      float[] cell,
      float[] hidden,
      int to) {
    FloatVector p0 = FloatVector.broadcast(SPECIES, RationalTanh.P0);
    FloatVector p1 = FloatVector.broadcast(SPECIES, RationalTanh.P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, RationalTanh.P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, RationalTanh.P3);
    FloatVector q0 = FloatVector.broadcast(SPECIES, RationalTanh.Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, RationalTanh.Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, RationalTanh.Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, RationalTanh.Q3);
    FloatVector limit = FloatVector.broadcast(SPECIES, RationalTanh.LIMIT_SQUARED);
    for (int j = 0; j < stride; j += LANES) {
      FloatVector in = FloatVector.fromArray(SPECIES, gates, gate + j);
      FloatVector forget = FloatVector.fromArray(SPECIES, gates, gate + stride + j);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, gate + 2 * stride + j);
      FloatVector x = FloatVector.fromArray(SPECIES, cellBefore, kept + j).mul(forget);
      x = in.fma(g, x);
      x.intoArray(cell, to + j);
      FloatVector s = x.mul(x);
      FloatVector p = p3.fma(s, p2);
      FloatVector q = s.add(q3);
      p = p.fma(s, p1);
      q = q.fma(s, q2);
      p = p.fma(s, p0);
      q = q.fma(s, q1);
      q = q.fma(s, q0);
      IntVector bits = x.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector one = bits.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector t = x.mul(p).div(q);
      t = t.blend(one, s.compare(VectorOperators.GT, limit));
      t.intoArray(tanhCell, kept + j);
      FloatVector out = FloatVector.fromArray(SPECIES, gates, gate + 3 * stride + j);
      out.mul(t).intoArray(hidden, to + j);
    }
  }

  static void lstmBackward(
      int stride,
      float[] gates,
      int gate,
      float[] cellBefore,
      float[] tanhCell,
      int kept,
      float[] hiddenDelta,
      float[] cellDelta,
      int delta,
      float[] gateDeltas) {
    for (int j = 0; j < stride; j += LANES) {
      FloatVector in = FloatVector.fromArray(SPECIES, gates, gate + j);
      FloatVector forget = FloatVector.fromArray(SPECIES, gates, gate + stride + j);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, gate + 2 * stride + j);
      FloatVector out = FloatVector.fromArray(SPECIES, gates, gate + 3 * stride + j);
      FloatVector t = FloatVector.fromArray(SPECIES, tanhCell, kept + j);
      FloatVector dh = FloatVector.fromArray(SPECIES, hiddenDelta, delta + j);
      FloatVector dc = FloatVector.fromArray(SPECIES, cellDelta, delta + j);
      // do = dh ∘ t and its slope o (1 - o)
      FloatVector ht = dh.mul(out).mul(t);
      ht.sub(ht.mul(out)).intoArray(gateDeltas, gate + 3 * stride + j);
      // dc += dh ∘ o ∘ (1 - t²)
      dc = dc.add(dh.mul(out)).sub(ht.mul(t));
      FloatVector dIn = dc.mul(g).mul(in);
      dIn.sub(dIn.mul(in)).intoArray(gateDeltas, gate + j);
      FloatVector dForget =
          dc.mul(FloatVector.fromArray(SPECIES, cellBefore, kept + j)).mul(forget);
      dForget.sub(dForget.mul(forget)).intoArray(gateDeltas, gate + stride + j);
      FloatVector dg = dc.mul(in);
      dg.sub(dg.mul(g).mul(g)).intoArray(gateDeltas, gate + 2 * stride + j);
      dc.mul(forget).intoArray(cellDelta, delta + j);
    }
  }

  /** {@code a += b}. */
  static void add(int length, float[] a, int a0, float[] b, int b0) {
    for (int j = 0; j < length; j += LANES) {
      FloatVector.fromArray(SPECIES, a, a0 + j)
          .add(FloatVector.fromArray(SPECIES, b, b0 + j))
          .intoArray(a, a0 + j);
    }
  }

  /** {@code n = tanh(x + r ∘ y), h = n + z ∘ (hBefore - n)} from activated gates r and z. */
  static void gruCell(
      int stride,
      float[] gates,
      float[] recurrent,
      int gate,
      float[] hiddenBefore,
      int before,
      float[] hidden,
      int to) {
    FloatVector p0 = FloatVector.broadcast(SPECIES, RationalTanh.P0);
    FloatVector p1 = FloatVector.broadcast(SPECIES, RationalTanh.P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, RationalTanh.P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, RationalTanh.P3);
    FloatVector q0 = FloatVector.broadcast(SPECIES, RationalTanh.Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, RationalTanh.Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, RationalTanh.Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, RationalTanh.Q3);
    FloatVector limit = FloatVector.broadcast(SPECIES, RationalTanh.LIMIT_SQUARED);
    for (int j = 0; j < stride; j += LANES) {
      FloatVector reset = FloatVector.fromArray(SPECIES, gates, gate + j);
      FloatVector update = FloatVector.fromArray(SPECIES, gates, gate + stride + j);
      FloatVector x = FloatVector.fromArray(SPECIES, gates, gate + 2 * stride + j);
      x = FloatVector.fromArray(SPECIES, recurrent, gate + 2 * stride + j).fma(reset, x);
      FloatVector s = x.mul(x);
      FloatVector p = p3.fma(s, p2);
      FloatVector q = s.add(q3);
      p = p.fma(s, p1);
      q = q.fma(s, q2);
      p = p.fma(s, p0);
      q = q.fma(s, q1);
      q = q.fma(s, q0);
      IntVector bits = x.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      FloatVector one = bits.lanewise(VectorOperators.OR, ONE).reinterpretAsFloats();
      FloatVector n = x.mul(p).div(q);
      n = n.blend(one, s.compare(VectorOperators.GT, limit));
      n.intoArray(gates, gate + 2 * stride + j);
      FloatVector h = FloatVector.fromArray(SPECIES, hiddenBefore, before + j);
      update.fma(h.sub(n), n).intoArray(hidden, to + j);
    }
  }

  static void gruBackward(
      int stride,
      float[] gates,
      float[] recurrent,
      int gate,
      float[] hiddenBefore,
      int before,
      float[] hiddenDelta,
      int delta,
      float[] gateDeltas,
      float[] recurrentDeltas) {
    for (int j = 0; j < stride; j += LANES) {
      int second = gate + stride + j;
      int third = second + stride;
      FloatVector reset = FloatVector.fromArray(SPECIES, gates, gate + j);
      FloatVector update = FloatVector.fromArray(SPECIES, gates, second);
      FloatVector n = FloatVector.fromArray(SPECIES, gates, third);
      FloatVector y = FloatVector.fromArray(SPECIES, recurrent, third);
      FloatVector h = FloatVector.fromArray(SPECIES, hiddenBefore, before + j);
      FloatVector dh = FloatVector.fromArray(SPECIES, hiddenDelta, delta + j);
      FloatVector direct = dh.mul(update);
      FloatVector dn = dh.sub(direct);
      dn = dn.sub(dn.mul(n).mul(n)); // (1 - n²)
      FloatVector dUpdate = h.sub(n).mul(direct);
      dUpdate = dUpdate.sub(dUpdate.mul(update));
      FloatVector dy = dn.mul(reset);
      FloatVector dReset = dy.mul(y);
      dReset = dReset.sub(dReset.mul(reset));
      dReset.intoArray(gateDeltas, gate + j);
      dReset.intoArray(recurrentDeltas, gate + j);
      dUpdate.intoArray(gateDeltas, second);
      dUpdate.intoArray(recurrentDeltas, second);
      dn.intoArray(gateDeltas, third);
      dy.intoArray(recurrentDeltas, third);
      direct.intoArray(hiddenDelta, delta + j);
    }
  }
}
