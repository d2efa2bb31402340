package io.github.gdxbrains.nn.scalar;

import io.github.gdxbrains.nn.cpu.RationalTanh;

/**
 * One row of a recurrent layer's cell. {@code kept} is where the row starts in arrays of {@code
 * stride} numbers a row; those of several gates hold as many times more.
 */
final class ScalarGates {
  private ScalarGates() {}

  static void lstmForward(
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

  static void lstmBackward(
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

  static void gruForward(
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

  static void gruBackward(
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
