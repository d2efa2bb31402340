package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;

/** A {@link io.github.gdxbrains.nn.Layer.Dense}: {@code y = activation(x W + b)}. */
final class DenseStage implements Stage {
  /** Rows whose sums are still in the first-level cache when the activation reads them. */
  private static final int FORWARD_ROWS = 64;

  /** Rows of both factors of {@code dW = xᵀ dy} that fit in the first-level cache. */
  private static final int OUTER_ROWS = 64;

  private final Kernels kernels;
  private final Matrix matrix;
  private final Activation activation;
  private final Memory memory;
  private final int input;
  private final int inputStride;
  private final int output;
  private final int slope;

  /**
   * @param input the layer's input
   * @param slope buffer for SiLU's derivative; not used by other activations
   */
  DenseStage(
      Kernels kernels,
      Matrix matrix,
      Activation activation,
      Memory memory,
      Rows input,
      int output,
      int slope) {
    this.kernels = kernels;
    this.matrix = matrix;
    this.activation = activation;
    this.memory = memory;
    this.input = input.buffer();
    inputStride = input.stride();
    this.output = output;
    this.slope = slope;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] x = workspace.buffers[input];
    float[] y = workspace.buffers[output];
    int stride = matrix.stride();
    for (int row = 0; row < rows; row += FORWARD_ROWS) {
      int count = Math.min(FORWARD_ROWS, rows - row);
      int from = row * stride;
      matrix.affine(kernels, memory, count, x, row * inputStride, inputStride, y, from);
      int to = from + count * stride;
      if (activation == Activation.SILU && workspace.training) {
        kernels.siluWithSlope(y, workspace.buffers[slope], from, to);
      } else if (activation != Activation.IDENTITY) {
        kernels.activate(activation, y, from, to);
      }
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] x = workspace.buffers[input];
    float[] d = workspace.delta;
    int stride = matrix.stride();
    float[] kept = workspace.buffers[activation == Activation.SILU ? slope : output];
    for (int row = 0; row < rows; row += OUTER_ROWS) {
      int count = Math.min(OUTER_ROWS, rows - row);
      int from = row * stride;
      if (activation != Activation.IDENTITY) {
        kernels.multiplySlope(activation, kept, d, from, from + count * stride);
      }
      kernels.addOuter(
          count,
          matrix.rows(),
          x,
          row * inputStride,
          inputStride,
          d,
          from,
          stride,
          gradients,
          matrix.weights());
      kernels.addColumnSums(count, d, from, stride, gradients, matrix.biases());
    }
    if (wantInput) {
      matrix.carryBack(kernels, memory, rows, d, workspace.nextDelta);
      workspace.swapDeltas();
    }
  }

  @Override
  public void parametersChanged() {
    matrix.transpose(kernels, memory);
  }
}
