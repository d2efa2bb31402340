package io.github.gdxbrains.nn.scalar;

import io.github.gdxbrains.nn.cpu.RationalTanh;

/**
 * One row of a recurrent layer's cell. {@code kept} is where the row starts in arrays of {@code
 * stride} numbers a row; those of several gates hold as many times more.
 */
public final class ScalarGates {
  private ScalarGates() {}

  /**
   * From the sums of the gates, which become i, f, g and o, to the state after the step.
   *
   * @param stride numbers in a row
   * @param kept where the row starts in what is kept for the backward pass
   * @param tanhCell receives tanh of the cell
   * @param to where the row starts in {@code cell} and {@code hidden}
   */
  public static void lstmForward(
      int stride,
      float[] gates,
      float[] cellBefore,
      float[] tanhCell,
      int kept,
      float[] cell,
      float[] hidden,
      int to) {
    int gate = 4 * kept;
    for (int j = 0; j < stride; j++) {
      float in = ScalarKernels.sigmoid(gates[gate + j]);
      float forget = ScalarKernels.sigmoid(gates[gate + stride + j]);
      float g = RationalTanh.tanh(gates[gate + 2 * stride + j]);
      float out = ScalarKernels.sigmoid(gates[gate + 3 * stride + j]);
      float c = forget * cellBefore[kept + j] + in * g;
      float t = RationalTanh.tanh(c);
      gates[gate + j] = in;
      gates[gate + stride + j] = forget;
      gates[gate + 2 * stride + j] = g;
      gates[gate + 3 * stride + j] = out;
      tanhCell[kept + j] = t;
      cell[to + j] = c;
      hidden[to + j] = out * t;
    }
  }

  /**
   * From the gradient of the state after the step to that of the sums.
   *
   * @param kept where the row starts in what the forward pass kept and in {@code gateDeltas}
   * @param cellDelta of the cell after the step; becomes that of the cell before it
   * @param delta where the row starts in {@code hiddenDelta} and {@code cellDelta}
   */
  public static void lstmBackward(
      int stride,
      float[] gates,
      float[] cellBefore,
      float[] tanhCell,
      int kept,
      float[] hiddenDelta,
      float[] cellDelta,
      int delta,
      float[] gateDeltas) {
    int gate = 4 * kept;
    for (int j = 0; j < stride; j++) {
      float in = gates[gate + j];
      float forget = gates[gate + stride + j];
      float g = gates[gate + 2 * stride + j];
      float out = gates[gate + 3 * stride + j];
      float t = tanhCell[kept + j];
      float dh = hiddenDelta[delta + j];
      float dc = cellDelta[delta + j] + dh * out * (1 - t * t);
      gateDeltas[gate + j] = dc * g * in * (1 - in);
      gateDeltas[gate + stride + j] = dc * cellBefore[kept + j] * forget * (1 - forget);
      gateDeltas[gate + 2 * stride + j] = dc * in * (1 - g * g);
      gateDeltas[gate + 3 * stride + j] = dh * t * out * (1 - out);
      cellDelta[delta + j] = dc * forget;
    }
  }

  /**
   * From the sums x W + b, which become r, z and n, and h U + d to the state after the step.
   *
   * @param stride numbers in a row
   * @param kept where the row starts in what is kept for the backward pass
   * @param to where the row starts in {@code hidden}
   */
  public static void gruForward(
      int stride,
      float[] gates,
      float[] recurrent,
      float[] hiddenBefore,
      int kept,
      float[] hidden,
      int to) {
    int gate = 3 * kept;
    for (int j = 0; j < stride; j++) {
      int second = gate + stride + j;
      int third = second + stride;
      float reset = ScalarKernels.sigmoid(gates[gate + j] + recurrent[gate + j]);
      float update = ScalarKernels.sigmoid(gates[second] + recurrent[second]);
      float n = RationalTanh.tanh(gates[third] + reset * recurrent[third]);
      gates[gate + j] = reset;
      gates[second] = update;
      gates[third] = n;
      hidden[to + j] = n + update * (hiddenBefore[kept + j] - n);
    }
  }

  /**
   * From the gradient of the state after the step to those of both kinds of sums.
   *
   * @param kept where the row starts in what the forward pass kept and in the results
   * @param hiddenDelta of the state after the step; becomes the part of that before it that does
   *     not pass U
   * @param delta where the row starts in {@code hiddenDelta}
   */
  public static void gruBackward(
      int stride,
      float[] gates,
      float[] recurrent,
      float[] hiddenBefore,
      int kept,
      float[] hiddenDelta,
      int delta,
      float[] gateDeltas,
      float[] recurrentDeltas) {
    int gate = 3 * kept;
    for (int j = 0; j < stride; j++) {
      int second = gate + stride + j;
      int third = second + stride;
      float reset = gates[gate + j];
      float update = gates[second];
      float n = gates[third];
      float dh = hiddenDelta[delta + j];
      float dn = dh * (1 - update) * (1 - n * n);
      float dUpdate = dh * (hiddenBefore[kept + j] - n) * update * (1 - update);
      float dReset = dn * recurrent[third] * reset * (1 - reset);
      gateDeltas[gate + j] = dReset;
      gateDeltas[second] = dUpdate;
      gateDeltas[third] = dn;
      recurrentDeltas[gate + j] = dReset;
      recurrentDeltas[second] = dUpdate;
      recurrentDeltas[third] = dn * reset;
      hiddenDelta[delta + j] = dh * update;
    }
  }
}
