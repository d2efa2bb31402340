package io.github.gdxbrains.nn.cpu;

/** A {@link io.github.gdxbrains.nn.Layer.Dropout}: {@code y = x ∘ (1 + noise)}. */
final class DropoutStage implements Stage {
  private final Rows input;
  private final Rows output;
  private final int noise;

  /**
   * @param noise offset in a row's noise
   */
  DropoutStage(Rows input, Rows output, int noise) {
    this.input = input;
    this.output = output;
    this.noise = noise;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] x = workspace.buffers[input.buffer()];
    float[] y = workspace.buffers[output.buffer()];
    float[] n = workspace.input.rowNoise();
    int size = workspace.input.rowNoiseSize();
    for (int row = 0; row < rows; row++) {
      int from = row * input.stride();
      int to = row * output.stride();
      if (size == 0) {
        System.arraycopy(x, from, y, to, input.width());
      } else {
        int at = (workspace.firstRow + row) * size + noise;
        for (int i = 0; i < input.width(); i++) {
          y[to + i] = x[from + i] * (1 + n[at + i]);
        }
      }
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] d = workspace.delta;
    float[] n = workspace.input.rowNoise();
    int size = workspace.input.rowNoiseSize();
    for (int row = 0; wantInput && size > 0 && row < rows; row++) {
      int from = row * output.stride();
      int at = (workspace.firstRow + row) * size + noise;
      for (int i = 0; i < input.width(); i++) {
        d[from + i] *= 1 + n[at + i];
      }
    }
  }

  @Override
  public void parametersChanged() {}
}
