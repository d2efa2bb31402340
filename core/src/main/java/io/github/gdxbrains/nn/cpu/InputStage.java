package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Copies raw input rows into the workspace and normalises them if the network does. */
final class InputStage {
  private final Kernels kernels;
  private final int inputs;
  private final int stride;
  private final int buffer;
  private final boolean normalize;
  private final int[] rawColumns;
  private final boolean[] isRaw;
  private final float[] mean;
  private final float[] scale;

  /**
   * Sees raw input as it is until {@link #setNormalizer}.
   *
   * @param padded inputs, rounded up to whole vectors
   * @param rows where they go; the stride is {@code padded} if heads read them
   */
  InputStage(Kernels kernels, Structure structure, int padded, Rows rows, boolean normalize) {
    this.kernels = kernels;
    inputs = structure.inputs();
    stride = rows.stride();
    buffer = rows.buffer();
    this.normalize = normalize;
    rawColumns = IntStream.range(0, inputs).filter(structure::isRaw).toArray();
    isRaw = new boolean[inputs];
    for (int column : rawColumns) {
      isRaw[column] = true;
    }
    mean = new float[padded];
    scale = new float[padded];
    Arrays.fill(scale, 0, inputs, 1f);
  }

  void setNormalizer(float[] newMean, float[] newScale) {
    System.arraycopy(newMean, 0, mean, 0, inputs);
    System.arraycopy(newScale, 0, scale, 0, inputs);
  }

  void forward(Workspace workspace, float[] values, int firstRow, int rows) {
    float[] x = workspace.buffers[buffer];
    int from = firstRow * inputs;
    if (normalize) {
      float limit = NetworkSpec.NORMALIZED_LIMIT;
      kernels.normalize(rows, inputs, values, from, x, stride, mean, scale, limit);
      for (int row = 0; row < rows && rawColumns.length > 0; row++) {
        for (int column : rawColumns) {
          x[row * stride + column] = values[from + row * inputs + column];
        }
      }
    } else if (stride == inputs) {
      System.arraycopy(values, from, x, 0, rows * inputs);
    } else {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(values, from + row * inputs, x, row * stride, inputs);
      }
    }
  }

  /**
   * Adds a trunk's gradient with respect to the normalised input to that of the raw input.
   *
   * @param deltaStride between the rows of {@link Workspace#delta}
   */
  void backward(Workspace workspace, int deltaStride, float[] target, int firstRow, int rows) {
    float[] x = workspace.buffers[buffer];
    float[] d = workspace.delta;
    for (int row = 0; row < rows; row++) {
      int from = row * deltaStride;
      int kept = row * stride;
      int to = (firstRow + row) * inputs;
      for (int i = 0; i < inputs; i++) {
        if (!normalize) {
          target[to + i] += d[from + i];
        } else if (isRaw[i]) {
          target[to + i] += d[from + i];
        } else if (!(Math.abs(x[kept + i]) >= NetworkSpec.NORMALIZED_LIMIT)) {
          // a clamped input has no influence; the others' is that of the scale
          target[to + i] += d[from + i] * scale[i];
        }
      }
    }
  }
}
