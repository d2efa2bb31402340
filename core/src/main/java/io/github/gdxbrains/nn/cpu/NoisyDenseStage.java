package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;

/** A {@link io.github.gdxbrains.nn.Layer.NoisyDense}: a dense layer's sums and a perturbation. */
final class NoisyDenseStage implements Stage {
  private final Kernels kernels;
  private final Matrix mean;
  private final Perturbation perturbation;
  private final Activation activation;
  private final Memory memory;
  private final Rows input;
  private final Rows output;
  private final int slope;

  /**
   * @param slope buffer for SiLU's derivative; not used by other activations
   */
  NoisyDenseStage(
      Kernels kernels,
      Matrix mean,
      Perturbation perturbation,
      Activation activation,
      Memory memory,
      Rows input,
      Rows output,
      int slope) {
    this.kernels = kernels;
    this.mean = mean;
    this.perturbation = perturbation;
    this.activation = activation;
    this.memory = memory;
    this.input = input;
    this.output = output;
    this.slope = slope;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] y = workspace.buffers[output.buffer()];
    kernels.affine(
        rows,
        mean.rows(),
        workspace.buffers[input.buffer()],
        0,
        input.stride(),
        memory.parameters,
        mean.weights(),
        memory.parameters,
        mean.biases(),
        mean.stride(),
        y,
        0);
    perturbation.forward(workspace, rows, y);
    int to = rows * mean.stride();
    if (activation == Activation.SILU && workspace.training) {
      kernels.siluWithSlope(y, workspace.buffers[slope], 0, to);
    } else if (activation != Activation.IDENTITY) {
      kernels.activate(activation, y, 0, to);
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] d = workspace.delta;
    float[] kept = workspace.buffers[activation == Activation.SILU ? slope : output.buffer()];
    int stride = mean.stride();
    if (activation != Activation.IDENTITY) {
      kernels.multiplySlope(activation, kept, d, 0, rows * stride);
    }
    kernels.addOuter(
        rows,
        mean.rows(),
        workspace.buffers[input.buffer()],
        0,
        input.stride(),
        d,
        0,
        stride,
        gradients,
        mean.weights());
    kernels.addColumnSums(rows, d, 0, stride, gradients, mean.biases());
    if (wantInput) {
      kernels.affine(
          rows,
          mean.columns(),
          d,
          0,
          stride,
          memory.transposes,
          mean.transpose(),
          memory.zeros,
          0,
          mean.transposeStride(),
          workspace.nextDelta,
          0);
    }
    float[] target = wantInput ? workspace.nextDelta : workspace.none;
    perturbation.backward(workspace, rows, d, 0, stride, gradients, target);
    if (wantInput) {
      workspace.swapDeltas();
    }
  }

  @Override
  public void parametersChanged() {
    mean.transpose(kernels, memory);
    perturbation.parametersChanged();
  }
}
