package io.github.gdxbrains.nn.cpu;

/**
 * All heads of a trunk as one linear layer, {@code y = x W + b}, stored {@code [units][inputs]}.
 */
final class HeadsStage implements Stage {
  /** As in {@link DenseStage}. */
  private static final int OUTER_ROWS = 64;

  private final Kernels kernels;
  private final Matrix matrix;
  private final Memory memory;
  private final int input;
  private final int padded;
  private final int outputOffset;
  private final int outputs;

  /**
   * @param padded buffer for the padded results
   * @param outputOffset where the trunk's outputs start in the network's output row
   * @param outputs numbers in the network's output row
   */
  HeadsStage(
      Kernels kernels,
      Matrix matrix,
      Memory memory,
      int input,
      int padded,
      int outputOffset,
      int outputs) {
    this.kernels = kernels;
    this.matrix = matrix;
    this.memory = memory;
    this.input = input;
    this.padded = padded;
    this.outputOffset = outputOffset;
    this.outputs = outputs;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] y = workspace.buffers[padded];
    int stride = matrix.transposeStride();
    kernels.affine(
        rows,
        matrix.columns(),
        workspace.buffers[input],
        0,
        matrix.stride(),
        memory.transposes,
        matrix.transpose(),
        memory.parameters,
        matrix.biases(),
        stride,
        y,
        0);
    int units = matrix.rows();
    float[] target = workspace.outputs;
    for (int unit = 0; unit < units; unit++) {
      int to = outputOffset + unit;
      for (int from = unit; from < rows * stride; from += stride) {
        target[to] = y[from];
        to += outputs;
      }
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] x = workspace.buffers[input];
    float[] d = workspace.outputGradients;
    int units = matrix.rows();
    int stride = matrix.stride();
    for (int row = 0; row < rows; row += OUTER_ROWS) {
      kernels.addOuter(
          Math.min(OUTER_ROWS, rows - row),
          units,
          d,
          row * outputs + outputOffset,
          outputs,
          x,
          row * stride,
          stride,
          gradients,
          matrix.weights());
    }
    for (int unit = 0; unit < units; unit++) {
      float sum = 0;
      for (int row = 0; row < rows; row++) {
        sum += d[row * outputs + outputOffset + unit];
      }
      gradients[matrix.biases() + unit] += sum;
    }
    if (wantInput) {
      kernels.affine(
          rows,
          units,
          d,
          outputOffset,
          outputs,
          memory.parameters,
          matrix.weights(),
          memory.zeros,
          0,
          stride,
          workspace.delta,
          0);
    }
  }

  @Override
  public void parametersChanged() {
    matrix.transpose(kernels, memory);
  }
}
