package io.github.gdxbrains.nn.simd;

import static io.github.gdxbrains.nn.simd.Species.LANES;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.cpu.Kernels;

/** The kernels on the Vector API: cuts matrices into {@link RegisterBlocks}. */
final class SimdKernels implements Kernels {
  /**
   * Whether blocks of eight rows by two vectors are used, which need 19 registers: AVX-512 and ARM
   * have 32. Eight lanes mean AVX2, which has 16; there blocks of four rows are the largest.
   */
  private static final boolean EIGHT_ROWS = LANES != 8;

  /** Numbers whose squares are added in floats before doubles take over. */
  private static final int RUN = 256 * LANES;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void affine(
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
    affine(
        false, rows, inner, a, aOffset, aStride, b, bOffset, bias, biasOffset, stride, c, cOffset);
  }

  @Override
  public int panel() {
    return 2 * LANES;
  }

  @Override
  public void affinePanels(
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
    affine(
        true, rows, inner, a, aOffset, aStride, b, bOffset, bias, biasOffset, stride, c, cOffset);
  }

  private static void affine(
      boolean panels,
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
    int j = 0;
    for (; j + 2 * LANES <= stride; j += 2 * LANES) {
      int b0 = panels ? bOffset + j * inner : bOffset + j;
      int bStride = panels ? 2 * LANES : stride;
      int z0 = biasOffset + j;
      int a0 = aOffset;
      int c0 = cOffset + j;
      int i = 0;
      for (; EIGHT_ROWS && i + 8 <= rows; i += 8) {
        RegisterBlocks.affine8x2(inner, a, a0, aStride, b, b0, bStride, bias, z0, stride, c, c0);
        a0 += 8 * aStride;
        c0 += 8 * stride;
      }
      for (; i + 4 <= rows; i += 4) {
        RegisterBlocks.affine4x2(inner, a, a0, aStride, b, b0, bStride, bias, z0, stride, c, c0);
        a0 += 4 * aStride;
        c0 += 4 * stride;
      }
      for (; i < rows; i++) {
        RegisterBlocks.affine1x2(inner, a, a0, aStride, b, b0, bStride, bias, z0, stride, c, c0);
        a0 += aStride;
        c0 += stride;
      }
    }
    for (; j < stride; j += LANES) {
      int b0 = panels ? bOffset + j * inner : bOffset + j;
      int bStride = panels ? LANES : stride;
      int z0 = biasOffset + j;
      int a0 = aOffset;
      int c0 = cOffset + j;
      int i = 0;
      for (; EIGHT_ROWS && i + 8 <= rows; i += 8) {
        RegisterBlocks.affine8x1(inner, a, a0, aStride, b, b0, bStride, bias, z0, stride, c, c0);
        a0 += 8 * aStride;
        c0 += 8 * stride;
      }
      for (; i + 4 <= rows; i += 4) {
        RegisterBlocks.affine4x1(inner, a, a0, aStride, b, b0, bStride, bias, z0, stride, c, c0);
        a0 += 4 * aStride;
        c0 += 4 * stride;
      }
      for (; i < rows; i++) {
        RegisterBlocks.affine1x1(inner, a, a0, aStride, b, b0, bStride, bias, z0, stride, c, c0);
        a0 += aStride;
        c0 += stride;
      }
    }
  }

  @Override
  public void addOuter(
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      int stride,
      float[] c,
      int cOffset) {
    int j = 0;
    for (; j + 2 * LANES <= stride; j += 2 * LANES) {
      int b0 = bOffset + j;
      int c0 = cOffset + j;
      int k = 0;
      for (; EIGHT_ROWS && k + 8 <= columns; k += 8) {
        RegisterBlocks.outer8x2(rows, a, aOffset + k, aStride, b, b0, stride, c, c0);
        c0 += 8 * stride;
      }
      for (; k + 4 <= columns; k += 4) {
        RegisterBlocks.outer4x2(rows, a, aOffset + k, aStride, b, b0, stride, c, c0);
        c0 += 4 * stride;
      }
      for (; k < columns; k++) {
        RegisterBlocks.outer1x2(rows, a, aOffset + k, aStride, b, b0, stride, c, c0);
        c0 += stride;
      }
    }
    for (; j < stride; j += LANES) {
      int b0 = bOffset + j;
      int c0 = cOffset + j;
      int k = 0;
      for (; EIGHT_ROWS && k + 8 <= columns; k += 8) {
        RegisterBlocks.outer8x1(rows, a, aOffset + k, aStride, b, b0, stride, c, c0);
        c0 += 8 * stride;
      }
      for (; k + 4 <= columns; k += 4) {
        RegisterBlocks.outer4x1(rows, a, aOffset + k, aStride, b, b0, stride, c, c0);
        c0 += 4 * stride;
      }
      for (; k < columns; k++) {
        RegisterBlocks.outer1x1(rows, a, aOffset + k, aStride, b, b0, stride, c, c0);
        c0 += stride;
      }
    }
  }

  @Override
  public void addColumnSums(int rows, float[] b, int bOffset, int stride, float[] c, int cOffset) {
    VectorMath.addColumnSums(rows, b, bOffset, stride, c, cOffset);
  }

  @Override
  public void transpose(
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] t,
      int tOffset,
      int tStride) {
    VectorMath.transpose(rows, columns, a, aOffset, aStride, t, tOffset, tStride);
  }

  @Override
  public void activate(Activation activation, float[] y, int from, int to) {
    switch (activation) {
      case IDENTITY -> {}
      case TANH -> VectorMath.tanh(y, from, to);
      case RELU -> VectorMath.relu(y, from, to);
      case SILU -> VectorMath.silu(y, from, to);
      default -> throw new IllegalArgumentException("no kernel for " + activation);
    }
  }

  @Override
  public void siluWithSlope(float[] y, float[] slope, int from, int to) {
    VectorMath.siluWithSlope(y, slope, from, to);
  }

  @Override
  public void multiplySlope(Activation activation, float[] kept, float[] d, int from, int to) {
    switch (activation) {
      case IDENTITY -> {}
      case TANH -> VectorMath.multiplyTanhSlope(kept, d, from, to);
      case RELU -> VectorMath.multiplyReluSlope(kept, d, from, to);
      case SILU -> VectorMath.multiply(kept, d, from, to);
      default -> throw new IllegalArgumentException("no kernel for " + activation);
    }
  }

  @Override
  public void normalize(
      int rows,
      int inputs,
      float[] raw,
      int rawOffset,
      float[] x,
      int stride,
      float[] mean,
      float[] scale,
      float limit) {
    // Where rows follow each other without a gap, what a row writes beyond its end is overwritten
    // by
    // the next. The last rows, whose ends are too close to those of the arrays, go by numbers.
    int reach = (inputs + LANES - 1) / LANES * LANES;
    int from = rawOffset;
    int to = 0;
    for (int i = 0; i < rows; i++) {
      if (stride == inputs && from + reach <= raw.length && to + reach <= x.length) {
        VectorMath.normalizeOver(inputs, raw, from, x, to, mean, scale, limit);
      } else {
        VectorMath.normalize(inputs, raw, from, x, to, mean, scale, limit);
      }
      from += inputs;
      to += stride;
    }
  }

  @Override
  public float layerNorm(
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
      float[] scratch) {
    float mean = VectorMath.sum(width, x, xOffset, scratch) / width;
    float variance = VectorMath.squaredDistances(width, x, xOffset, mean, scratch) / width;
    float r = (float) (1 / Math.sqrt(variance + epsilon));
    if (h.length > 0) {
      VectorMath.standardize(width, x, xOffset, mean, r, h, yOffset);
    }
    VectorMath.standardize(width, x, xOffset, mean, r, parameters, gains, biases, y, yOffset);
    return r;
  }

  @Override
  public void layerNormBackward(
      int width,
      float[] d,
      float[] h,
      int offset,
      float r,
      float[] parameters,
      float[] gradients,
      int gains,
      int biases,
      float[] scratch) {
    VectorMath.addNormGradients(width, d, h, offset, parameters, gradients, gains, biases);
    float mean = VectorMath.sum(width, d, offset, scratch) / width;
    float slope = VectorMath.dot(width, d, h, offset, scratch) / width;
    VectorMath.removeMeanAndSlope(width, d, h, offset, r, mean, slope);
  }

  @Override
  public void add(int length, float[] source, int sourceOffset, float[] target, int targetOffset) {
    VectorMath.add(length, source, sourceOffset, target, targetOffset);
  }

  @Override
  public void drain(float[] target, float[] source, int from, int to) {
    VectorMath.drain(target, source, from, to);
  }

  @Override
  public double sumOfSquares(float[] x, int from, int to) {
    // short runs in floats, their lanes and totals added in double
    double sum = 0;
    for (int start = from; start < to; start += RUN) {
      sum += VectorMath.squares(x, start, Math.min(to, start + RUN));
    }
    return sum;
  }

  @Override
  public void adam(
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
      float keep) {
    VectorMath.adam(
        parameters,
        gradients,
        m,
        v,
        from,
        to,
        gradientScale,
        beta1,
        beta2,
        stepSize,
        rootScale,
        epsilon,
        keep);
  }

  @Override
  public void divideByRootMeanSquare(
      float[] gradients,
      float[] v,
      int from,
      int to,
      float gradientScale,
      float decay,
      float epsilon) {
    VectorMath.divideByRootMeanSquare(gradients, v, from, to, gradientScale, decay, epsilon);
  }

  @Override
  public void descend(float[] parameters, float[] gradients, int from, int to, float stepSize) {
    VectorMath.descend(parameters, gradients, from, to, stepSize);
  }

  @Override
  public void descendWithMomentum(
      float[] parameters,
      float[] gradients,
      float[] b,
      int from,
      int to,
      float gradientScale,
      float momentum,
      float stepSize) {
    VectorMath.descendWithMomentum(
        parameters, gradients, b, from, to, gradientScale, momentum, stepSize);
  }

  @Override
  public void addProduct(
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
      int cStride) {
    int j = 0;
    for (; j + 2 * LANES <= columns; j += 2 * LANES) {
      int b0 = bOffset + j;
      int a0 = aOffset;
      int c0 = cOffset + j;
      int i = 0;
      for (; EIGHT_ROWS && i + 8 <= rows; i += 8) {
        ProductBlocks.product8x2(inner, a, a0, aStride, b, b0, bStride, c, c0, cStride);
        a0 += 8 * aStride;
        c0 += 8 * cStride;
      }
      for (; i + 4 <= rows; i += 4) {
        ProductBlocks.product4x2(inner, a, a0, aStride, b, b0, bStride, c, c0, cStride);
        a0 += 4 * aStride;
        c0 += 4 * cStride;
      }
      for (; i < rows; i++) {
        ProductBlocks.product1x2(inner, a, a0, aStride, b, b0, bStride, c, c0, cStride);
        a0 += aStride;
        c0 += cStride;
      }
    }
    for (; j < columns; j += LANES) {
      int b0 = bOffset + j;
      int a0 = aOffset;
      int c0 = cOffset + j;
      int i = 0;
      for (; EIGHT_ROWS && i + 8 <= rows; i += 8) {
        ProductBlocks.product8x1(inner, a, a0, aStride, b, b0, bStride, c, c0, cStride);
        a0 += 8 * aStride;
        c0 += 8 * cStride;
      }
      for (; i + 4 <= rows; i += 4) {
        ProductBlocks.product4x1(inner, a, a0, aStride, b, b0, bStride, c, c0, cStride);
        a0 += 4 * aStride;
        c0 += 4 * cStride;
      }
      for (; i < rows; i++) {
        ProductBlocks.product1x1(inner, a, a0, aStride, b, b0, bStride, c, c0, cStride);
        a0 += aStride;
        c0 += cStride;
      }
    }
  }

  @Override
  public void exp(float[] y, int from, int to) {
    VectorMath.exp(y, from, to);
  }

  @Override
  public void softmaxColumns(int rows, float[] y, int offset, int stride) {
    VectorMath.subtractColumnMaxima(rows, y, offset, stride);
    VectorMath.exp(y, offset, offset + rows * stride);
    VectorMath.divideByColumnSums(rows, y, offset, stride);
  }

  @Override
  public void lstmForward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] cellBefore,
      float[] tanhCell,
      float[] cell,
      float[] hidden) {
    for (int i = 0; i < rows; i++) {
      int kept = (firstRow + i) * stride;
      int gate = 4 * kept;
      VectorMath.sigmoid(gates, gate, gate + 2 * stride);
      VectorMath.tanh(gates, gate + 2 * stride, gate + 3 * stride);
      VectorMath.sigmoid(gates, gate + 3 * stride, gate + 4 * stride);
      GateMath.lstmCell(stride, gates, gate, cellBefore, tanhCell, kept, cell, hidden, i * stride);
    }
  }

  @Override
  public void lstmBackward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] cellBefore,
      float[] tanhCell,
      float[] hiddenDelta,
      float[] cellDelta,
      float[] gateDeltas) {
    for (int i = 0; i < rows; i++) {
      int kept = (firstRow + i) * stride;
      GateMath.lstmBackward(
          stride,
          gates,
          4 * kept,
          cellBefore,
          tanhCell,
          kept,
          hiddenDelta,
          cellDelta,
          i * stride,
          gateDeltas);
    }
  }

  @Override
  public void gruForward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] recurrent,
      float[] hiddenBefore,
      float[] hidden) {
    for (int i = 0; i < rows; i++) {
      int kept = (firstRow + i) * stride;
      int gate = 3 * kept;
      GateMath.add(2 * stride, gates, gate, recurrent, gate);
      VectorMath.sigmoid(gates, gate, gate + 2 * stride);
      GateMath.gruCell(stride, gates, recurrent, gate, hiddenBefore, kept, hidden, i * stride);
    }
  }

  @Override
  public void gruBackward(
      int firstRow,
      int rows,
      int stride,
      float[] gates,
      float[] recurrent,
      float[] hiddenBefore,
      float[] hiddenDelta,
      float[] gateDeltas,
      float[] recurrentDeltas) {
    for (int i = 0; i < rows; i++) {
      int kept = (firstRow + i) * stride;
      GateMath.gruBackward(
          stride,
          gates,
          recurrent,
          3 * kept,
          hiddenBefore,
          kept,
          hiddenDelta,
          i * stride,
          gateDeltas,
          recurrentDeltas);
    }
  }
}
