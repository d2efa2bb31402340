package io.github.gdxbrains.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A network in double, as plainly as it can be written: what the backends are held to. */
final class ReferenceNetwork {
  private final NetworkSpec spec;
  private final Structure structure;
  private final ParameterLayout layout;
  private final double[] mean;
  private final double[] scale;

  ReferenceNetwork(NetworkSpec spec, float[] mean, float[] scale) {
    this.spec = spec;
    structure = spec.structure();
    layout = new ParameterLayout(spec);
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
    return forward(parameters, inputs, row, new double[0], new double[0]);
  }

  /**
   * The outputs of one row with noise.
   *
   * @param rowNoise of all rows; empty for none
   * @param passNoise of the pass; empty for none
   */
  double[] forward(
      double[] parameters, double[] inputs, int row, double[] rowNoise, double[] passNoise) {
    double[] x = new double[spec.inputs()];
    for (int i = 0; i < x.length; i++) {
      double raw = inputs[row * x.length + i];
      double limit = NetworkSpec.NORMALIZED_LIMIT;
      boolean normalized = spec.normalize() && !structure.isRaw(i);
      x[i] = normalized ? Math.max(-limit, Math.min(limit, (raw - mean[i]) * scale[i])) : raw;
    }
    double[] ownNoise = new double[structure.rowNoise()];
    if (rowNoise.length > 0) {
      System.arraycopy(rowNoise, row * ownNoise.length, ownNoise, 0, ownNoise.length);
    }
    double[] pass = passNoise.length > 0 ? passNoise : new double[structure.passNoise()];
    double[] outputs = new double[spec.outputs()];
    for (Structure.TrunkPlace trunk : structure.trunks()) {
      double[] hidden = trunk.encoders().isEmpty() ? x : new double[0];
      for (Structure.EncoderPlace encoder : trunk.encoders()) {
        double[] own = new double[0];
        for (Structure.Range range : encoder.columns()) {
          own = join(own, Arrays.copyOfRange(x, range.offset(), range.offset() + range.length()));
        }
        for (Structure.Place place : encoder.layers()) {
          own = layer(parameters, place, own, ownNoise, pass);
        }
        hidden = join(hidden, own);
      }
      for (Structure.Place place : trunk.layers()) {
        hidden = layer(parameters, place, hidden, ownNoise, pass);
      }
      int noise = trunk.headNoise() + hidden.length;
      for (Structure.HeadPlace place : trunk.heads()) {
        noise = head(parameters, trunk, place, hidden, pass, noise, outputs);
      }
    }
    return outputs;
  }

  private static double[] join(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  private int head(
      double[] parameters,
      Structure.TrunkPlace trunk,
      Structure.HeadPlace place,
      double[] x,
      double[] pass,
      int noise,
      double[] outputs) {
    Head head = place.head();
    int slice = place.firstSlice();
    List<double[]> parts = new ArrayList<>();
    boolean duels = head.kind() == Head.Kind.DUELING;
    for (int units : duels ? new int[] {head.atoms(), head.units()} : new int[] {head.units()}) {
      if (head.noisy()) {
        parts.add(noisy(parameters, slice, x, pass, trunk.headNoise(), noise));
        noise += units;
        slice += 2;
      } else {
        parts.add(affine(parameters, layout.slices().get(slice++).offset(), x, units));
      }
    }
    double[] last = parts.get(parts.size() - 1);
    for (int u = 0; u < head.units(); u++) {
      int atom = u % head.atoms();
      double mean =
          IntStream.range(0, head.units())
              .filter(other -> other % head.atoms() == atom)
              .mapToDouble(other -> last[other])
              .average()
              .getAsDouble();
      outputs[place.output() + u] = last[u] + (duels ? parts.get(0)[atom] - mean : 0);
    }
    return noise;
  }

  /** x (μ + σ ∘ p qᵀ) + m + s ∘ q. */
  private double[] noisy(double[] parameters, int slice, double[] x, double[] noise, int p, int q) {
    ParameterLayout.Slice mean = layout.slices().get(slice);
    ParameterLayout.Slice sigma = layout.slices().get(slice + 1);
    double[] y = new double[mean.units()];
    for (int u = 0; u < y.length; u++) {
      y[u] = parameters[mean.biasOffset() + u] + parameters[sigma.biasOffset() + u] * noise[q + u];
      for (int i = 0; i < x.length; i++) {
        int at = i * y.length + u;
        double weight =
            parameters[mean.offset() + at]
                + parameters[sigma.offset() + at] * noise[p + i] * noise[q + u];
        y[u] += x[i] * weight;
      }
    }
    return y;
  }

  private double[] layer(
      double[] parameters, Structure.Place place, double[] x, double[] rowNoise, double[] pass) {
    Layer layer = place.layer();
    int slice = place.firstSlice();
    int offset =
        place.layer().weights(place.input()).isEmpty() ? 0 : layout.slices().get(slice).offset();
    if (layer instanceof Layer.Dense dense) {
      return activate(dense.activation(), affine(parameters, offset, x, dense.units()));
    } else if (layer instanceof Layer.Convolution convolution) {
      return activate(
          convolution.activation(), convolve(parameters, offset, place, convolution, x));
    } else if (layer instanceof Layer.LayerNorm norm) {
      double average = Arrays.stream(x).average().getAsDouble();
      double variance =
          Arrays.stream(x).map(v -> (v - average) * (v - average)).average().getAsDouble();
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] =
            parameters[offset + i] * (x[i] - average) / Math.sqrt(variance + norm.epsilon())
                + parameters[offset + x.length + i];
      }
      return y;
    } else if (layer instanceof Layer.Dropout) {
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] = x[i] * (1 + rowNoise[place.rowNoise() + i]);
      }
      return y;
    } else if (layer instanceof Layer.Embedding embedding) {
      double[] y = new double[x.length * embedding.size()];
      for (int i = 0; i < y.length; i++) {
        // rounded, so that finite differences see that an index has no gradient
        int index = (int) Math.rint(x[i / embedding.size()]);
        y[i] = parameters[offset + index * embedding.size() + i % embedding.size()];
      }
      return y;
    } else if (layer instanceof Layer.NoisyDense noisy) {
      int p = place.passNoise();
      return activate(noisy.activation(), noisy(parameters, slice, x, pass, p, p + x.length));
    }
    throw new IllegalArgumentException("no reference for " + layer);
  }

  private static double[] convolve(
      double[] parameters, int offset, Structure.Place place, Layer.Convolution layer, double[] x) {
    int height = place.input().dimension(0);
    int width = place.input().dimension(1);
    int channels = place.input().dimension(2);
    int units = layer.channels();
    int kernel = layer.kernel();
    double[] y = new double[place.output().size()];
    for (int i = 0; i < place.output().dimension(0); i++) {
      for (int j = 0; j < place.output().dimension(1); j++) {
        for (int c = 0; c < units; c++) {
          double sum = parameters[offset + kernel * kernel * channels * units + c];
          for (int u = 0; u < kernel; u++) {
            for (int v = 0; v < kernel; v++) {
              int row = i * layer.stride() + u - layer.padding();
              int column = j * layer.stride() + v - layer.padding();
              if (row < 0 || row >= height || column < 0 || column >= width) {
                continue;
              }
              for (int d = 0; d < channels; d++) {
                sum +=
                    x[(row * width + column) * channels + d]
                        * parameters[offset + ((u * kernel + v) * channels + d) * units + c];
              }
            }
          }
          y[(i * place.output().dimension(1) + j) * units + c] = sum;
        }
      }
    }
    return y;
  }

  private static double[] activate(Activation activation, double[] sums) {
    for (int u = 0; u < sums.length; u++) {
      sums[u] = activate(activation, sums[u]);
    }
    return sums;
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
