package io.github.gdxbrains.nn;

/** A network in double, as plainly as it can be written: what the backends are held to. */
final class ReferenceNetwork {
  private final NetworkSpec spec;
  private final double[] mean;
  private final double[] scale;

  ReferenceNetwork(NetworkSpec spec, float[] mean, float[] scale) {
    this.spec = spec;
    this.mean = widen(mean);
    this.scale = widen(scale);
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** The outputs of one row, from parameters in the order of {@link ParameterLayout}. */
  double[] forward(double[] parameters, double[] inputs, int row) {
    double[] x = new double[spec.inputs()];
    for (int i = 0; i < x.length; i++) {
      double raw = inputs[row * x.length + i];
      double limit = NetworkSpec.NORMALIZED_LIMIT;
      x[i] = spec.normalize() ? Math.max(-limit, Math.min(limit, (raw - mean[i]) * scale[i])) : raw;
    }
    double[] outputs = new double[spec.outputs()];
    int output = 0;
    int parameter = 0;
    for (Trunk trunk : spec.trunks()) {
      double[] hidden = x;
      for (Layer layer : trunk.layers()) {
        Layer.Dense dense = (Layer.Dense) layer;
        double[] sums = affine(parameters, parameter, hidden, dense.units());
        parameter += (hidden.length + 1) * dense.units();
        for (int u = 0; u < sums.length; u++) {
          sums[u] = activate(dense.activation(), sums[u]);
        }
        hidden = sums;
      }
      for (Head head : trunk.heads()) {
        double[] sums = affine(parameters, parameter, hidden, head.units());
        parameter += (hidden.length + 1) * head.units();
        for (double sum : sums) {
          outputs[output++] = sum;
        }
      }
    }
    return outputs;
  }

  private static double[] affine(double[] parameters, int offset, double[] x, int units) {
    double[] sums = new double[units];
    for (int u = 0; u < units; u++) {
      sums[u] = parameters[offset + x.length * units + u];
      for (int i = 0; i < x.length; i++) {
        sums[u] += x[i] * parameters[offset + i * units + u];
      }
    }
    return sums;
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(0, x);
      case SILU -> x / (1 + Math.exp(-x));
    };
  }
}
