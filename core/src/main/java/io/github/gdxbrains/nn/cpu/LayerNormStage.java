package io.github.gdxbrains.nn.cpu;

/** A {@link io.github.gdxbrains.nn.Layer.LayerNorm}, row by row. */
final class LayerNormStage implements Stage {
  private final Kernels kernels;
  private final Matrix matrix;
  private final Memory memory;
  private final Rows input;
  private final Rows output;
  private final int normalized;
  private final int scale;
  private final float epsilon;

  /**
   * @param matrix of one row, the gains, and its biases
   * @param normalized buffer for the normalised rows, for training
   * @param scale buffer of one number a row for their scales, for training
   */
  LayerNormStage(
      Kernels kernels,
      Matrix matrix,
      Memory memory,
      Rows input,
      Rows output,
      int normalized,
      int scale,
      float epsilon) {
    this.kernels = kernels;
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
    float[] kept = workspace.buffers[normalized];
    for (int row = 0; row < rows; row++) {
      int to = row * output.stride();
      float r =
          kernels.layerNorm(
              input.width(),
              x,
              row * input.stride(),
              epsilon,
              memory.parameters,
              matrix.weights(),
              matrix.biases(),
              kept,
              y,
              to,
              workspace.scratch);
      if (workspace.training) {
        workspace.buffers[scale][row] = r;
      }
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] h = workspace.buffers[normalized];
    float[] d = workspace.delta;
    for (int row = 0; row < rows; row++) {
      kernels.layerNormBackward(
          input.width(),
          d,
          h,
          row * output.stride(),
          workspace.buffers[scale][row],
          memory.parameters,
          gradients,
          matrix.weights(),
          matrix.biases(),
          workspace.scratch);
    }
  }

  @Override
  public void parametersChanged() {}
}
