package io.github.gdxbrains.nn.cpu;

/** The matrix U of a recurrent layer, which the state before a step is multiplied with. */
final class RecurrentMatrix {
  /** As in {@link DenseStage}. */
  private static final int BLOCK_ROWS = 64;

  private final Kernels kernels;
  private final Matrix matrix;
  private final Memory memory;

  RecurrentMatrix(Kernels kernels, Matrix matrix, Memory memory) {
    this.kernels = kernels;
    this.matrix = matrix;
    this.memory = memory;
  }

  /** {@code sums += h U} for the rows of a step. */
  void add(int firstRow, int rows, int stride, float[] before, float[] sums) {
    kernels.addProduct(
        rows,
        matrix.rows(),
        matrix.stride(),
        before,
        firstRow * stride,
        stride,
        memory.parameters,
        matrix.weights(),
        matrix.stride(),
        sums,
        firstRow * matrix.stride(),
        matrix.stride());
  }

  /** {@code sums = h U + d} for the rows of a step. */
  void affine(int firstRow, int rows, int stride, float[] before, float[] sums) {
    kernels.affine(
        rows,
        matrix.rows(),
        before,
        firstRow * stride,
        stride,
        memory.parameters,
        matrix.weights(),
        memory.parameters,
        matrix.biases(),
        matrix.stride(),
        sums,
        firstRow * matrix.stride());
  }

  /**
   * Adds the gradient of the state before a step to {@code hiddenDelta}, {@code [rows][stride]}.
   */
  void addStateDelta(int firstRow, int rows, float[] sumDeltas, float[] hiddenDelta) {
    kernels.addProduct(
        rows,
        matrix.columns(),
        matrix.transposeStride(),
        sumDeltas,
        firstRow * matrix.stride(),
        matrix.stride(),
        memory.transposes,
        matrix.transpose(),
        matrix.transposeStride(),
        hiddenDelta,
        0,
        matrix.transposeStride());
  }

  /** Adds to the gradients of U and, if it is {@code biased}, of d, for all steps at once. */
  void addGradients(
      int rows, int stride, float[] before, float[] sumDeltas, float[] gradients, boolean biased) {
    for (int row = 0; row < rows; row += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, rows - row);
      int from = row * matrix.stride();
      kernels.addOuter(
          count,
          matrix.rows(),
          before,
          row * stride,
          stride,
          sumDeltas,
          from,
          matrix.stride(),
          gradients,
          matrix.weights());
      if (biased) {
        kernels.addColumnSums(count, sumDeltas, from, matrix.stride(), gradients, matrix.biases());
      }
    }
  }

  void parametersChanged() {
    matrix.transpose(kernels, memory);
  }
}
