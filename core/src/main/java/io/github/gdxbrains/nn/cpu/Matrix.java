package io.github.gdxbrains.nn.cpu;

/**
 * Where a weight matrix, its biases and its transpose lie. {@code weights} and {@code biases} are
 * offsets in the packed arrays (parameters, gradients, moments), {@code transpose} is one in the
 * array of transposes, which is derived from the parameters.
 *
 * <p>A layer's weights are stored {@code [inputs][units]}. Those of heads, which are narrow, are
 * stored {@code [units][inputs]}: padding then costs nothing in the backward pass.
 *
 * @param rows of the stored weights
 * @param columns of the stored weights
 * @param stride between the stored rows
 * @param weights offset of the first weight
 * @param biases offset of the first bias
 * @param transpose offset of the transpose's first weight
 * @param transposeStride between the transpose's rows
 */
record Matrix(
    int rows,
    int columns,
    int stride,
    int weights,
    int biases,
    int transpose,
    int transposeStride) {

  /** Writes the transpose of the current parameters. */
  void transpose(Kernels kernels, Memory memory) {
    kernels.transpose(
        rows,
        columns,
        memory.parameters,
        weights,
        stride,
        memory.transposes,
        transpose,
        transposeStride);
  }
}
