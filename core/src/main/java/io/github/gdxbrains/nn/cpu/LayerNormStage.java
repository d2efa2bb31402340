package io.github.gdxbrains.nn.cpu;

/**
 * A {@link io.github.gdxbrains.nn.Layer.LayerNorm}: {@code y = g ∘ h + b} with {@code h = (x -
 * mean) · r} and {@code r = 1 / √(variance + epsilon)}. Four running sums each, because an addition
 * must wait for the one before it; in double, so that a mean far from zero costs no precision.
 */
final class LayerNormStage implements Stage {
  private final Matrix matrix;
  private final Memory memory;
  private final Rows input;
  private final Rows output;
  private final int normalized;
  private final int scale;
  private final float epsilon;

  /**
   * @param matrix of one row, g, and its biases
   * @param normalized buffer for h, for training
   * @param scale buffer of one number a row for r, for training
   */
  LayerNormStage(
      Matrix matrix,
      Memory memory,
      Rows input,
      Rows output,
      int normalized,
      int scale,
      float epsilon) {
    this.matrix = matrix;
    this.memory = memory;
    this.input = input;
    this.output = output;
    this.normalized = normalized;
    this.scale = scale;
    this.epsilon = epsilon;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] x = workspace.buffers[input.buffer()];
    float[] y = workspace.buffers[output.buffer()];
    int width = input.width();
    for (int row = 0; row < rows; row++) {
      int from = row * input.stride();
      float mean = (float) (sum(x, from, width) / width);
      double variance = squares(x, from, width, mean) / width;
      float r = (float) (1 / Math.sqrt(variance + epsilon));
      int to = row * output.stride();
      affine(x, from, mean, r, y, to, width);
      if (workspace.training) {
        System.arraycopy(y, to, workspace.buffers[normalized], to, width);
        workspace.buffers[scale][row] = r;
      }
      gain(memory.parameters, matrix.weights(), matrix.biases(), y, to, width);
    }
  }

  private static double sum(float[] x, int from, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + width;
    for (; i + 4 <= end; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double squares(float[] x, int from, int width, float mean) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + width;
    for (; i + 4 <= end; i += 4) {
      float d0 = x[i] - mean;
      float d1 = x[i + 1] - mean;
      float d2 = x[i + 2] - mean;
      float d3 = x[i + 3] - mean;
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < end; i++) {
      float d0 = x[i] - mean;
      s0 += d0 * d0;
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double dot(float[] x, int x0, float[] y, int y0, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= width; i += 4) {
      s0 += x[x0 + i] * y[y0 + i];
      s1 += x[x0 + i + 1] * y[y0 + i + 1];
      s2 += x[x0 + i + 2] * y[y0 + i + 2];
      s3 += x[x0 + i + 3] * y[y0 + i + 3];
    }
    for (; i < width; i++) {
      s0 += x[x0 + i] * y[y0 + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static void affine(
      float[] x, int from, float mean, float r, float[] y, int to, int width) {
    for (int i = 0; i < width; i++) {
      y[to + i] = (x[from + i] - mean) * r;
    }
  }

  private static void gain(float[] g, int weights, int biases, float[] y, int to, int width) {
    for (int i = 0; i < width; i++) {
      y[to + i] = y[to + i] * g[weights + i] + g[biases + i];
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] h = workspace.buffers[normalized];
    float[] d = workspace.delta;
    int width = input.width();
    for (int row = 0; row < rows; row++) {
      int from = row * output.stride();
      addGradients(d, h, from, gradients, matrix.weights(), matrix.biases(), width);
      if (wantInput) {
        // with e = d ∘ g: dx = r · (e - mean e - h · mean (e ∘ h))
        multiply(memory.parameters, matrix.weights(), d, from, width);
        float mean = (float) (sum(d, from, width) / width);
        float slope = (float) (dot(d, from, h, from, width) / width);
        float r = workspace.buffers[scale][row];
        for (int i = from; i < from + width; i++) {
          d[i] = r * (d[i] - mean - h[i] * slope);
        }
      }
    }
  }

  private static void addGradients(
      float[] d, float[] h, int from, float[] gradients, int weights, int biases, int width) {
    for (int i = 0; i < width; i++) {
      gradients[weights + i] += d[from + i] * h[from + i];
      gradients[biases + i] += d[from + i];
    }
  }

  private static void multiply(float[] g, int weights, float[] d, int from, int width) {
    for (int i = 0; i < width; i++) {
      d[from + i] *= g[weights + i];
    }
  }

  @Override
  public void parametersChanged() {}
}
