package io.github.gdxbrains.nn;

import io.github.gdxbrains.random.RandomStream;

/** First values of a network's parameters. */
public final class Initializer {
  private Initializer() {}

  /**
   * Orthogonal weights with each slice's gain (Saxe et al., arXiv:1312.6120), biases zero: the same
   * numbers on every backend.
   */
  public static float[] orthogonal(NetworkSpec spec, RandomStream random) {
    ParameterLayout layout = new ParameterLayout(spec);
    float[] parameters = new float[layout.size()];
    for (ParameterLayout.Slice slice : layout.slices()) {
      orthogonal(parameters, slice.offset(), slice.inputs(), slice.units(), slice.gain(), random);
    }
    return parameters;
  }

  /** Fills a row-major matrix so that its rows, or its columns if fewer, are orthogonal. */
  static void orthogonal(
      float[] target, int offset, int rows, int columns, float gain, RandomStream random) {
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
        target[offset + r * columns + c] = (float) (gain * value);
      }
    }
  }
}
