package io.github.gdxbrains.nn.cpu;

/**
 * The part of a recurrent layer that does not depend on its state: {@code x W + b} for all steps of
 * all sequences at once. Its results are step by step: row {@code t · sequences + s} is step t of
 * sequence s, so that a step's rows lie side by side. The stages around it have the rows of a
 * sequence side by side.
 */
final class StepProjection {
  /** As in {@link DenseStage}. */
  private static final int BLOCK_ROWS = 64;

  private final Kernels kernels;
  private final Matrix matrix;
  private final Memory memory;
  private final Rows input;
  private final int ordered;

  /**
   * Reserves its buffer.
   *
   * @param matrix W and b
   */
  StepProjection(Kernels kernels, Matrix matrix, Memory memory, Rows input, Plan plan) {
    this.kernels = kernels;
    this.matrix = matrix;
    this.memory = memory;
    this.input = input;
    ordered = plan.buffer(input.stride(), false);
  }

  /** Whether step by step and sequence by sequence are the same order. */
  private static boolean sameOrder(int sequences, int steps) {
    return sequences == 1 || steps == 1;
  }

  /** Computes the sums, {@code [rows][stride of the matrix]}. */
  void forward(Workspace workspace, int sequences, int steps, float[] sums) {
    if (!sameOrder(sequences, steps)) {
      float[] x = workspace.buffers[input.buffer()];
      float[] t = workspace.buffers[ordered];
      int stride = input.stride();
      for (int s = 0; s < sequences; s++) {
        for (int step = 0; step < steps; step++) {
          int from = (s * steps + step) * stride;
          System.arraycopy(x, from, t, (step * sequences + s) * stride, input.width());
        }
      }
    }
    float[] x = rows(workspace, sequences, steps);
    int rows = sequences * steps;
    for (int row = 0; row < rows; row += BLOCK_ROWS) {
      kernels.affine(
          Math.min(BLOCK_ROWS, rows - row),
          matrix.rows(),
          x,
          row * input.stride(),
          input.stride(),
          memory.parameters,
          matrix.weights(),
          memory.parameters,
          matrix.biases(),
          matrix.stride(),
          sums,
          row * matrix.stride());
    }
  }

  private float[] rows(Workspace workspace, int sequences, int steps) {
    return workspace.buffers[sameOrder(sequences, steps) ? input.buffer() : ordered];
  }

  /**
   * Adds to the gradients of W and b and leaves that of the input, if wanted, in {@link
   * Workspace#delta}.
   *
   * @param sumDeltas gradient of the sums, step by step
   */
  void backward(
      Workspace workspace,
      int sequences,
      int steps,
      float[] sumDeltas,
      float[] gradients,
      boolean wantInput) {
    float[] x = rows(workspace, sequences, steps);
    int rows = sequences * steps;
    int stride = matrix.stride();
    for (int row = 0; row < rows; row += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, rows - row);
      int from = row * stride;
      kernels.addOuter(
          count,
          matrix.rows(),
          x,
          row * input.stride(),
          input.stride(),
          sumDeltas,
          from,
          stride,
          gradients,
          matrix.weights());
      kernels.addColumnSums(count, sumDeltas, from, stride, gradients, matrix.biases());
    }
    if (!wantInput) {
      return;
    }
    int width = matrix.transposeStride();
    kernels.affine(
        rows,
        matrix.columns(),
        sumDeltas,
        0,
        stride,
        memory.transposes,
        matrix.transpose(),
        memory.zeros,
        0,
        width,
        workspace.nextDelta,
        0);
    if (sameOrder(sequences, steps)) {
      workspace.swapDeltas();
      return;
    }
    for (int s = 0; s < sequences; s++) {
      for (int step = 0; step < steps; step++) {
        int from = (step * sequences + s) * width;
        int to = (s * steps + step) * width;
        System.arraycopy(workspace.nextDelta, from, workspace.delta, to, width);
      }
    }
  }

  void parametersChanged() {
    matrix.transpose(kernels, memory);
  }
}
