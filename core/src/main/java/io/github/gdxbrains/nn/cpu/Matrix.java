package io.github.gdxbrains.nn.cpu;

/**
 * Where a weight matrix, its biases and its transpose lie. {@code weights} and {@code biases} are
 * offsets in the packed arrays (parameters, gradients, moments), {@code transpose} is one in the
 * array of transposes, which is derived from the parameters.
 *
 * <p>A layer's weights are stored {@code [inputs][units]}. Those of heads, which are narrow, are
 * stored {@code [units][inputs]}: padding then costs nothing in the backward pass.
 *
 * <p>Of a large layer, products read neither the weights nor a plain transpose but copies of both
 * in {@link Kernels#affinePanels panels}: rows of a kilobyte and more, of which a block of columns
 * reads a little each, miss the first-level cache and its address translation.
 *
 * @param rows of the stored weights
 * @param columns of the stored weights
 * @param stride between the stored rows
 * @param weights offset of the first weight
 * @param biases offset of the first bias
 * @param transpose offset of the transpose's first weight
 * @param transposeStride between the transpose's rows
 * @param panels offset of the weights' copy in panels in the array of transposes; -1 if there is
 *     none, and the transpose is in rows
 */
record Matrix(
    int rows,
    int columns,
    int stride,
    int weights,
    int biases,
    int transpose,
    int transposeStride,
    int panels) {

  /** The same with its products' copies in panels. */
  Matrix inPanels(int offset) {
    return new Matrix(rows, columns, stride, weights, biases, transpose, transposeStride, offset);
  }

  /** {@code y = x W + b} for some rows. */
  void affine(
      Kernels kernels,
      Memory memory,
      int count,
      float[] x,
      int from,
      int xStride,
      float[] y,
      int to) {
    float[] parameters = memory.parameters;
    if (panels < 0) {
      kernels.affine(
          count, rows, x, from, xStride, parameters, weights, parameters, biases, stride, y, to);
    } else {
      kernels.affinePanels(
          count,
          rows,
          x,
          from,
          xStride,
          memory.transposes,
          panels,
          parameters,
          biases,
          stride,
          y,
          to);
    }
  }

  /** {@code dx = dy Wᵀ} for the first rows. */
  void carryBack(Kernels kernels, Memory memory, int count, float[] dy, float[] dx) {
    float[] transposes = memory.transposes;
    float[] zeros = memory.zeros;
    if (panels < 0) {
      kernels.affine(
          count, columns, dy, 0, stride, transposes, transpose, zeros, 0, transposeStride, dx, 0);
    } else {
      kernels.affinePanels(
          count, columns, dy, 0, stride, transposes, transpose, zeros, 0, transposeStride, dx, 0);
    }
  }

  /** Writes the transpose of the current parameters, and the panels if there are any. */
  void transpose(Kernels kernels, Memory memory) {
    float[] from = memory.parameters;
    float[] to = memory.transposes;
    if (panels < 0) {
      kernels.transpose(rows, columns, from, weights, stride, to, transpose, transposeStride);
      return;
    }
    for (int p = 0; p < transposeStride; p += kernels.panel()) {
      int width = Math.min(kernels.panel(), transposeStride - p);
      int count = Math.min(width, rows - p);
      kernels.transpose(
          count, columns, from, weights + p * stride, stride, to, transpose + p * columns, width);
    }
    for (int p = 0; p < stride; p += kernels.panel()) {
      int width = Math.min(kernels.panel(), stride - p);
      for (int k = 0; k < rows; k++) {
        System.arraycopy(from, weights + k * stride + p, to, panels + p * rows + k * width, width);
      }
    }
  }
}
