package io.github.gdxbrains.nn;

import java.util.Arrays;
import java.util.List;

/**
 * Trunks of dense, LSTM and GRU layers in double, one sequence and one step at a time, as plainly
 * as they can be written.
 */
final class RecurrentReference {
  private final NetworkSpec spec;

  RecurrentReference(NetworkSpec spec) {
    this.spec = spec;
  }

  /**
   * The outputs of some sequences.
   *
   * @param parameters in the order of {@link ParameterLayout}
   * @param state of each sequence, replaced by the final one
   */
  double[] forward(
      double[] parameters, double[] inputs, double[] state, boolean[] resets, int steps) {
    int width = spec.inputs();
    int rows = inputs.length / width;
    int stateSize = spec.stateSize();
    double[] outputs = new double[rows * spec.outputs()];
    for (int row = 0; row < rows; row++) {
      double[] x = Arrays.copyOfRange(inputs, row * width, (row + 1) * width);
      int from = row / steps * stateSize;
      double[] own = Arrays.copyOfRange(state, from, from + stateSize);
      if (resets[row]) {
        Arrays.fill(own, 0);
      }
      double[] y = row(parameters, x, own);
      System.arraycopy(own, 0, state, from, stateSize);
      System.arraycopy(y, 0, outputs, row * y.length, y.length);
    }
    return outputs;
  }

  private double[] row(double[] parameters, double[] input, double[] state) {
    List<ParameterLayout.Slice> slices = new ParameterLayout(spec).slices();
    double[] outputs = new double[spec.outputs()];
    int slice = 0;
    int offset = 0;
    int output = 0;
    for (Trunk trunk : spec.trunks()) {
      double[] x = input;
      for (Layer layer : trunk.layers()) {
        double[] a = affine(parameters, slices.get(slice++), x);
        if (layer instanceof Layer.Dense dense) {
          x = map(a, sum -> dense.activation() == Activation.TANH ? Math.tanh(sum) : sum);
        } else if (layer instanceof Layer.Lstm lstm) {
          int n = lstm.units();
          double[] h = Arrays.copyOfRange(state, offset, offset + n);
          double[] b = affine(parameters, slices.get(slice++), h);
          for (int u = 0; u < n; u++) {
            double in = sigmoid(a[u] + b[u]);
            double forget = sigmoid(a[n + u] + b[n + u]);
            double g = Math.tanh(a[2 * n + u] + b[2 * n + u]);
            double out = sigmoid(a[3 * n + u] + b[3 * n + u]);
            double c = forget * state[offset + n + u] + in * g;
            state[offset + n + u] = c;
            state[offset + u] = out * Math.tanh(c);
          }
          x = Arrays.copyOfRange(state, offset, offset + n);
          offset += 2 * n;
        } else {
          int n = ((Layer.Gru) layer).units();
          double[] h = Arrays.copyOfRange(state, offset, offset + n);
          double[] b = affine(parameters, slices.get(slice++), h);
          for (int u = 0; u < n; u++) {
            double reset = sigmoid(a[u] + b[u]);
            double update = sigmoid(a[n + u] + b[n + u]);
            double candidate = Math.tanh(a[2 * n + u] + reset * b[2 * n + u]);
            state[offset + u] = (1 - update) * candidate + update * h[u];
          }
          x = Arrays.copyOfRange(state, offset, offset + n);
          offset += n;
        }
      }
      for (int i = 0; i < trunk.heads().size(); i++) {
        for (double y : affine(parameters, slices.get(slice++), x)) {
          outputs[output++] = y;
        }
      }
    }
    return outputs;
  }

  static double[] affine(double[] parameters, ParameterLayout.Slice slice, double[] x) {
    double[] sums = new double[slice.units()];
    for (int u = 0; u < sums.length; u++) {
      sums[u] = slice.biased() ? parameters[slice.biasOffset() + u] : 0;
      for (int i = 0; i < x.length; i++) {
        sums[u] += x[i] * parameters[slice.offset() + i * sums.length + u];
      }
    }
    return sums;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] map(double[] values, java.util.function.DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }
}
