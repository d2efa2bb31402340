package io.github.gdxbrains.nn;

import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;

/** First values of a network's parameters: the same numbers on every backend. */
public final class Initializer {
  private Initializer() {}

  /** Each slice as its {@link Initialization} says. */
  public static float[] parameters(NetworkSpec spec, RandomStream random) {
    ParameterLayout layout = new ParameterLayout(spec);
    float[] parameters = new float[layout.size()];
    for (ParameterLayout.Slice slice : layout.slices()) {
      fill(parameters, slice, 0, slice.units(), slice.initialization(), random);
    }
    return parameters;
  }

  /** Fills some columns of a slice. */
  private static void fill(
      float[] target,
      ParameterLayout.Slice slice,
      int first,
      int columns,
      Initialization initialization,
      RandomStream random) {
    int rows = slice.inputs();
    int weights = slice.offset() + first;
    int biases = slice.biasOffset() + first;
    if (initialization instanceof Initialization.Orthogonal orthogonal) {
      orthogonal(target, weights, slice.units(), rows, columns, orthogonal.gain(), random);
    } else if (initialization instanceof Initialization.He) {
      double deviation = Math.sqrt(2.0 / rows);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          target[weights + r * slice.units() + c] = (float) (deviation * random.nextGaussian());
        }
      }
    } else if (initialization instanceof Initialization.Glorot) {
      float limit = (float) Math.sqrt(6.0 / (rows + columns));
      uniform(target, weights, slice.units(), rows, columns, limit, random);
    } else if (initialization instanceof Initialization.NoisyNet) {
      float limit = (float) (1 / Math.sqrt(rows));
      uniform(target, weights, slice.units(), rows, columns, limit, random);
      if (slice.biased()) {
        uniform(target, biases, slice.units(), 1, columns, limit, random);
      }
    } else if (initialization instanceof Initialization.Constant constant) {
      for (int r = 0; r < rows; r++) {
        int from = weights + r * slice.units();
        Arrays.fill(target, from, from + columns, constant.weight());
      }
      if (slice.biased()) {
        Arrays.fill(target, biases, biases + columns, constant.bias());
      }
    } else if (initialization instanceof Initialization.Gates gates) {
      int count = gates.biases().size();
      int width = columns / count;
      for (int g = 0; g < count; g++) {
        int from = first + g * width;
        fill(target, slice, from, width, gates.weights(), random);
        if (slice.biased()) {
          int bias = slice.biasOffset() + from;
          Arrays.fill(target, bias, bias + width, gates.biases().get(g));
        }
      }
    }
  }

  private static void uniform(
      float[] target,
      int offset,
      int stride,
      int rows,
      int columns,
      float limit,
      RandomStream random) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        target[offset + r * stride + c] = random.nextFloat(-limit, limit);
      }
    }
  }

  /** Fills some columns of a row-major matrix; its rows, or columns if fewer, are orthogonal. */
  private static void orthogonal(
      float[] target,
      int offset,
      int stride,
      int rows,
      int columns,
      float gain,
      RandomStream random) {
    int count = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    // modified Gram-Schmidt, in double, on `count` gaussian vectors of `length` numbers
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      double[] vector = vectors[i];
      double norm;
      do {
        for (int k = 0; k < length; k++) {
          vector[k] = random.nextGaussian();
        }
        for (int pass = 0; pass < 2; pass++) {
          for (int j = 0; j < i; j++) {
            double dot = 0;
            for (int k = 0; k < length; k++) {
              dot += vector[k] * vectors[j][k];
            }
            for (int k = 0; k < length; k++) {
              vector[k] -= dot * vectors[j][k];
            }
          }
        }
        norm = 0;
        for (int k = 0; k < length; k++) {
          norm += vector[k] * vector[k];
        }
        norm = Math.sqrt(norm);
      } while (norm < 1e-8);
      for (int k = 0; k < length; k++) {
        vector[k] /= norm;
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = rows <= columns ? vectors[r][c] : vectors[c][r];
        target[offset + r * stride + c] = (float) (gain * value);
      }
    }
  }
}
