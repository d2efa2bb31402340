package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;

/**
 * The arithmetic of a backend. Matrices are row-major slices of float arrays; a <em>stride</em> is
 * the distance between the starts of two rows. Strides of {@code b} and {@code c}, and all ranges
 * {@code [from, to)} of the element-wise kernels, are multiples of {@link #lanes}; what lies
 * between a matrix's columns and its stride is zero and stays zero.
 *
 * <p>An element of a result must depend only on its operands, never on the other rows of the call:
 * this is what makes a row's result independent of its batch, bit for bit. NaN and infinity pass
 * through as IEEE 754 has it.
 */
public interface Kernels {
  /** How many floats are computed at once; 1 for plain Java. */
  int lanes();

  /** Rounds a count of columns up to whole vectors. */
  default int pad(int columns) {
    return Math.multiplyExact((columns + lanes() - 1) / lanes(), lanes());
  }

  /**
   * {@code c[i][j] = bias[j] + Σ_k a[i][k] · b[k][j]} for i in [0, rows), k in [0, inner) and j in
   * [0, stride).
   *
   * @param stride of b and of c
   */
  void affine(
      int rows,
      int inner,
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      float[] bias,
      int biasOffset,
      int stride,
      float[] c,
      int cOffset);

  /**
   * {@code c[k][j] += Σ_i a[i][k] · b[i][j]} for i in [0, rows), k in [0, columns) and j in [0,
   * stride).
   *
   * @param stride of b and of c
   */
  void addOuter(
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      int stride,
      float[] c,
      int cOffset);

  /** {@code c[j] += Σ_i b[i][j]} for i in [0, rows) and j in [0, stride). */
  void addColumnSums(int rows, float[] b, int bOffset, int stride, float[] c, int cOffset);

  /**
   * {@code t[j][i] = a[i][j]} for i in [0, rows) and j in [0, columns); the padding of t is left
   * alone.
   */
  void transpose(
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] t,
      int tOffset,
      int tStride);

  /** {@code y = activation(y)} in place. */
  void activate(Activation activation, float[] y, int from, int to);

  /** SiLU in place, keeping its derivative for the backward pass. */
  void siluWithSlope(float[] y, float[] slope, int from, int to);

  /**
   * {@code d *= activation'} in place.
   *
   * @param kept the activation's results; for SiLU its derivative, as {@link #siluWithSlope} gave
   */
  void multiplySlope(Activation activation, float[] kept, float[] d, int from, int to);

  /**
   * {@code x[i][j] = clamp((raw[i][j] - mean[j]) · scale[j], -limit, limit)} for i in [0, rows) and
   * j in [0, inputs); NaN stays.
   *
   * @param raw rows of {@code inputs} numbers
   * @param x from its start on; what lies behind the last row may be overwritten
   * @param stride of x
   * @param mean of length {@code inputs}, padded
   * @param scale of length {@code inputs}, padded
   */
  void normalize(
      int rows,
      int inputs,
      float[] raw,
      int rawOffset,
      float[] x,
      int stride,
      float[] mean,
      float[] scale,
      float limit);

  /** {@code target[i] += source[i]} for i in [0, length), which may be any. */
  void add(int length, float[] source, int sourceOffset, float[] target, int targetOffset);

  /** {@code target += source}, then {@code source = 0}. */
  void drain(float[] target, float[] source, int from, int to);

  /** The sum of the squares, in an order that depends on the range alone. */
  double sumOfSquares(float[] x, int from, int to);

  /**
   * One step of Adam (arXiv:1412.6980, algorithm 1), then {@code gradients = 0}:
   *
   * <pre>
   * g ← gradientScale · g
   * m ← beta1 · m + (1 - beta1) · g
   * v ← beta2 · v + (1 - beta2) · g²
   * θ ← θ - stepSize · m / (√v · rootScale + epsilon)
   * </pre>
   *
   * @param stepSize learning rate / (1 - beta1^t)
   * @param rootScale 1 / √(1 - beta2^t)
   */
  void adam(
      float[] parameters,
      float[] gradients,
      float[] m,
      float[] v,
      int from,
      int to,
      float gradientScale,
      float beta1,
      float beta2,
      float stepSize,
      float rootScale,
      float epsilon);
}
