package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.NetworkSpec;
import java.util.Arrays;

/** Copies raw input rows into the workspace, padded, and normalises them if the network does. */
final class InputStage {
  private final Kernels kernels;
  private final int inputs;
  private final int stride;
  private final int buffer;
  private final boolean normalize;
  private final float[] mean;
  private final float[] scale;

  InputStage(Kernels kernels, int inputs, int stride, int buffer, boolean normalize) {
    this.kernels = kernels;
    this.inputs = inputs;
    this.stride = stride;
    this.buffer = buffer;
    this.normalize = normalize;
    mean = new float[stride];
    scale = new float[stride];
    // the padding of scale stays zero, so that the padding of the rows does
    Arrays.fill(scale, 0, inputs, 1f);
  }

  void setNormalizer(float[] newMean, float[] newScale) {
    System.arraycopy(newMean, 0, mean, 0, inputs);
    System.arraycopy(newScale, 0, scale, 0, inputs);
  }

  void forward(Workspace workspace, float[] values, int firstRow, int rows) {
    float[] x = workspace.buffers[buffer];
    for (int row = 0; row < rows; row++) {
      int from = (firstRow + row) * inputs;
      int to = row * stride;
      for (int i = 0; i < inputs; i++) {
        x[to + i] = values[from + i];
      }
    }
    if (normalize) {
      kernels.normalize(rows, x, 0, stride, mean, scale, NetworkSpec.NORMALIZED_LIMIT);
    }
  }

  /** Adds a trunk's gradient with respect to the normalised input to that of the raw input. */
  void backward(Workspace workspace, float[] target, int firstRow, int rows) {
    float[] x = workspace.buffers[buffer];
    float[] d = workspace.delta;
    for (int row = 0; row < rows; row++) {
      int from = row * stride;
      int to = (firstRow + row) * inputs;
      for (int i = 0; i < inputs; i++) {
        if (!normalize) {
          target[to + i] += d[from + i];
        } else if (!(Math.abs(x[from + i]) >= NetworkSpec.NORMALIZED_LIMIT)) {
          // a clamped input has no influence; the others' is that of the scale
          target[to + i] += d[from + i] * scale[i];
        }
      }
    }
  }
}
