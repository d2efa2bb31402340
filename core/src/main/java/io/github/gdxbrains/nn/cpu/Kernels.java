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
   * Columns of a <em>panel</em>: large right factors are stored panel by panel, so that a block's
   * reads follow each other in memory; 0 if these kernels gain nothing by it.
   */
  default int panel() {
    return 0;
  }

  /**
   * {@link #affine} with b in panels: {@code b[k][j]} is at {@code bOffset + p · inner + k · w + j
   * - p}, where p is the first column of its panel and w the panel's width, {@link #panel} or what
   * is left of the stride.
   */
  default void affinePanels(
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
      int cOffset) {
    throw new UnsupportedOperationException("these kernels have no panels");
  }

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

  /**
   * One row of layer normalisation: {@code h = (x - mean x) · r} with {@code r = 1 / √(var x +
   * epsilon)}, then {@code y = h ∘ g + b}. The width may be any.
   *
   * @param gains offset of g in the parameters
   * @param biases offset of b
   * @param h receives the normalised row at {@code yOffset}; an empty array if not wanted
   * @param scratch for two vectors
   * @return r
   */
  float layerNorm(
      int width,
      float[] x,
      int xOffset,
      float epsilon,
      float[] parameters,
      int gains,
      int biases,
      float[] h,
      float[] y,
      int yOffset,
      float[] scratch);

  /**
   * One row of layer normalisation backwards: adds {@code d ∘ h} and {@code d} to the gradients of
   * g and b, then, with {@code e = d ∘ g}, {@code d = r · (e - mean e - h · mean (e ∘ h))}.
   *
   * @param offset of the row in d and h
   * @param gains offset of g in the parameters and gradients
   * @param biases offset of b
   * @param scratch for two vectors
   */
  void layerNormBackward(
      int width,
      float[] d,
      float[] h,
      int offset,
      float r,
      float[] parameters,
      float[] gradients,
      int gains,
      int biases,
      float[] scratch);

  /** {@code target[i] += source[i]} for i in [0, length), which may be any. */
  void add(int length, float[] source, int sourceOffset, float[] target, int targetOffset);

  /** {@code target += source}, then {@code source = 0}. */
  void drain(float[] target, float[] source, int from, int to);

  /** The sum of the squares, in an order that depends on the range alone. */
  double sumOfSquares(float[] x, int from, int to);

  /**
   * One step of Adam (arXiv:1412.6980, algorithm 1) or AdamW (arXiv:1711.05101, algorithm 2), then
   * {@code gradients = 0}:
   *
   * <pre>
   * g ← gradientScale · g
   * m ← beta1 · m + (1 - beta1) · g
   * v ← beta2 · v + (1 - beta2) · g²
   * θ ← keep · θ - stepSize · m / (√v · rootScale + epsilon)
   * </pre>
   *
   * @param stepSize learning rate / (1 - beta1^t)
   * @param rootScale 1 / √(1 - beta2^t)
   * @param keep 1 - learning rate · weight decay; 1 leaves Adam's result as it is, bit for bit
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
      float epsilon,
      float keep);

  /**
   * RMSProp's half step (Hinton 2012, lecture 6e), in place:
   *
   * <pre>
   * g ← gradientScale · g
   * v ← decay · v + (1 - decay) · g²
   * g ← g / (√v + epsilon)
   * </pre>
   */
  void divideByRootMeanSquare(
      float[] gradients,
      float[] v,
      int from,
      int to,
      float gradientScale,
      float decay,
      float epsilon);

  /**
   * {@code c[i][j] += Σ_k a[i][k] · b[k][j]} for i in [0, rows), k in [0, inner) and j in [0,
   * columns), added in the order of k.
   *
   * @param columns a multiple of {@link #lanes}
   * @param bStride need not be one
   * @param cStride need not be one
   */
  void addProduct(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int cOffset,
      int cStride);

  /** {@code y = e^y} in place, as {@link PolynomialExp}. */
  void exp(float[] y, int from, int to);

  /**
   * {@code y[i][j] = e^y[i][j] / Σ_k e^y[k][j]} for i in [0, rows), at least one, and j in [0,
   * stride), without overflow.
   */
  void softmaxColumns(int rows, float[] y, int offset, int stride);

  /**
   * One step of {@link io.github.gdxbrains.nn.Layer.Lstm} for some rows. Arrays whose rows are kept
   * for the backward pass are read and written from row {@code firstRow} on, the others from their
   * start.
   *
   * @param stride of a gate
   * @param gates kept {@code [row][4][stride]}: the sums of i, f, g and o, replaced by the gates
   * @param cellBefore kept {@code [row][stride]}
   * @param tanhCell kept {@code [row][stride]}; receives tanh c
   * @param cell receives c
   * @param hidden receives h
   */
  void lstmForward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] cellBefore,
      float[] tanhCell,
      float[] cell,
      float[] hidden);

  /**
   * Backward through {@link #lstmForward}.
   *
   * @param hiddenDelta gradient of h
   * @param cellDelta gradient of c from later steps, replaced by that of the cell before
   * @param gateDeltas kept {@code [row][4][stride]}; receives the gradient of the sums
   */
  void lstmBackward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] cellBefore,
      float[] tanhCell,
      float[] hiddenDelta,
      float[] cellDelta,
      float[] gateDeltas);

  /**
   * One step of {@link io.github.gdxbrains.nn.Layer.Gru} for some rows, with arrays as in {@link
   * #lstmForward}.
   *
   * @param stride of a gate
   * @param gates kept {@code [row][3][stride]}: the input's part of the sums of r, z and n,
   *     replaced by the gates
   * @param recurrent kept {@code [row][3][stride]}: the state's part
   * @param hiddenBefore kept {@code [row][stride]}
   * @param hidden receives h
   */
  void gruForward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] recurrent,
      float[] hiddenBefore,
      float[] hidden);

  /**
   * Backward through {@link #gruForward}.
   *
   * @param hiddenDelta gradient of h, replaced by that part of the gradient of the state before
   *     which does not pass through the gates
   * @param gateDeltas kept {@code [row][3][stride]}; receives the gradient of the input's part
   * @param recurrentDeltas kept {@code [row][3][stride]}; receives that of the state's part
   */
  void gruBackward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] recurrent,
      float[] hiddenBefore,
      float[] hiddenDelta,
      float[] gateDeltas,
      float[] recurrentDeltas);

  /** {@code θ ← θ - stepSize · g}, then {@code gradients = 0}. */
  void descend(float[] parameters, float[] gradients, int from, int to, float stepSize);

  /**
   * Descent with momentum (Polyak 1964), then {@code gradients = 0}:
   *
   * <pre>
   * b ← momentum · b + gradientScale · g
   * θ ← θ - stepSize · b
   * </pre>
   */
  void descendWithMomentum(
      float[] parameters,
      float[] gradients,
      float[] b,
      int from,
      int to,
      float gradientScale,
      float momentum,
      float stepSize);
}
