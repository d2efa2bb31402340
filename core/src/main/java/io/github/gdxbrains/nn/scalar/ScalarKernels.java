package io.github.gdxbrains.nn.scalar;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.cpu.Kernels;
import io.github.gdxbrains.nn.cpu.PolynomialExp;
import io.github.gdxbrains.nn.cpu.RationalTanh;

/** The kernels in plain Java: sixteen sums at a time, which is as many as registers hold. */
final class ScalarKernels implements Kernels {
  @Override
  public int lanes() {
    return 1;
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
    for (int j = 0; j < stride; j += 4) {
      int width = Math.min(4, stride - j);
      int i = 0;
      for (; i + 4 <= rows && width == 4; i += 4) {
        block(
            inner,
            a,
            aOffset + i * aStride,
            aStride,
            1,
            b,
            bOffset + j,
            stride,
            bias,
            biasOffset + j,
            0,
            c,
            cOffset + i * stride + j,
            stride);
      }
      for (; i < rows; i++) {
        for (int u = j; u < j + width; u++) {
          float sum = bias[biasOffset + u];
          for (int k = 0; k < inner; k++) {
            sum += a[aOffset + i * aStride + k] * b[bOffset + k * stride + u];
          }
          c[cOffset + i * stride + u] = sum;
        }
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
    for (int j = 0; j < stride; j += 4) {
      int width = Math.min(4, stride - j);
      int k = 0;
      for (; k + 4 <= columns && width == 4; k += 4) {
        int c0 = cOffset + k * stride + j;
        block(
            rows, a, aOffset + k, 1, aStride, b, bOffset + j, stride, c, c0, stride, c, c0, stride);
      }
      for (; k < columns; k++) {
        for (int u = j; u < j + width; u++) {
          float sum = c[cOffset + k * stride + u];
          for (int i = 0; i < rows; i++) {
            sum += a[aOffset + i * aStride + k] * b[bOffset + i * stride + u];
          }
          c[cOffset + k * stride + u] = sum;
        }
      }
    }
  }

  /**
   * Four by four sums in registers: {@code c[i][j] = start[i][j] + Σ_k a[i][k] · b[k][j]}.
   *
   * @param aStride between the rows of a
   * @param aStep between the columns of a
   */
  private static void block(
      int inner,
      float[] a,
      int a0,
      int aStride,
      int aStep,
      float[] b,
      int b0,
      int bStride,
      float[] start,
      int start0,
      int startStride,
      float[] c,
      int c0,
      int cStride) {
    float s00 = start[start0 + 0 * startStride + 0];
    float s01 = start[start0 + 0 * startStride + 1];
    float s02 = start[start0 + 0 * startStride + 2];
    float s03 = start[start0 + 0 * startStride + 3];
    float s10 = start[start0 + 1 * startStride + 0];
    float s11 = start[start0 + 1 * startStride + 1];
    float s12 = start[start0 + 1 * startStride + 2];
    float s13 = start[start0 + 1 * startStride + 3];
    float s20 = start[start0 + 2 * startStride + 0];
    float s21 = start[start0 + 2 * startStride + 1];
    float s22 = start[start0 + 2 * startStride + 2];
    float s23 = start[start0 + 2 * startStride + 3];
    float s30 = start[start0 + 3 * startStride + 0];
    float s31 = start[start0 + 3 * startStride + 1];
    float s32 = start[start0 + 3 * startStride + 2];
    float s33 = start[start0 + 3 * startStride + 3];
    int ak = a0;
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      float w0 = b[bk];
      float w1 = b[bk + 1];
      float w2 = b[bk + 2];
      float w3 = b[bk + 3];
      float x0 = a[ak + 0 * aStride];
      s00 += x0 * w0;
      s01 += x0 * w1;
      s02 += x0 * w2;
      s03 += x0 * w3;
      float x1 = a[ak + 1 * aStride];
      s10 += x1 * w0;
      s11 += x1 * w1;
      s12 += x1 * w2;
      s13 += x1 * w3;
      float x2 = a[ak + 2 * aStride];
      s20 += x2 * w0;
      s21 += x2 * w1;
      s22 += x2 * w2;
      s23 += x2 * w3;
      float x3 = a[ak + 3 * aStride];
      s30 += x3 * w0;
      s31 += x3 * w1;
      s32 += x3 * w2;
      s33 += x3 * w3;
      ak += aStep;
      bk += bStride;
    }
    c[c0 + 0 * cStride + 0] = s00;
    c[c0 + 0 * cStride + 1] = s01;
    c[c0 + 0 * cStride + 2] = s02;
    c[c0 + 0 * cStride + 3] = s03;
    c[c0 + 1 * cStride + 0] = s10;
    c[c0 + 1 * cStride + 1] = s11;
    c[c0 + 1 * cStride + 2] = s12;
    c[c0 + 1 * cStride + 3] = s13;
    c[c0 + 2 * cStride + 0] = s20;
    c[c0 + 2 * cStride + 1] = s21;
    c[c0 + 2 * cStride + 2] = s22;
    c[c0 + 2 * cStride + 3] = s23;
    c[c0 + 3 * cStride + 0] = s30;
    c[c0 + 3 * cStride + 1] = s31;
    c[c0 + 3 * cStride + 2] = s32;
    c[c0 + 3 * cStride + 3] = s33;
  }

  private static void addScaled(float factor, float[] b, int b0, int stride, float[] c, int c0) {
    for (int j = 0; j < stride; j++) {
      c[c0 + j] += factor * b[b0 + j];
    }
  }

  @Override
  public void addColumnSums(int rows, float[] b, int bOffset, int stride, float[] c, int cOffset) {
    for (int i = 0; i < rows; i++) {
      addScaled(1f, b, bOffset + i * stride, stride, c, cOffset);
    }
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
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[tOffset + j * tStride + i] = a[aOffset + i * aStride + j];
      }
    }
  }

  @Override
  public void activate(Activation activation, float[] y, int from, int to) {
    switch (activation) {
      case IDENTITY -> {}
      case TANH -> tanh(y, from, to);
      case RELU -> relu(y, from, to);
      case SILU -> silu(y, from, to);
      default -> throw new IllegalArgumentException("no kernel for " + activation);
    }
  }

  private static void tanh(float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = RationalTanh.tanh(y[i]);
    }
  }

  private static void relu(float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = y[i] <= 0 ? 0 : y[i]; // NaN stays
    }
  }

  private static void silu(float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = y[i] * sigmoid(y[i]);
    }
  }

  /** 1 / (1 + exp(-x)) = tanh(x / 2) / 2 + 1 / 2. */
  static float sigmoid(float x) {
    return 0.5f * RationalTanh.tanh(0.5f * x) + 0.5f;
  }

  @Override
  public void siluWithSlope(float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i++) {
      float sigmoid = sigmoid(y[i]);
      float value = y[i] * sigmoid;
      y[i] = value;
      // d/dx x·σ = σ + x·σ·(1 - σ)
      slope[i] = sigmoid + value * (1 - sigmoid);
    }
  }

  @Override
  public void multiplySlope(Activation activation, float[] kept, float[] d, int from, int to) {
    switch (activation) {
      case IDENTITY -> {}
      case TANH -> {
        for (int i = from; i < to; i++) {
          d[i] *= 1 - kept[i] * kept[i];
        }
      }
      case RELU -> {
        for (int i = from; i < to; i++) {
          d[i] = kept[i] <= 0 ? 0 : d[i];
        }
      }
      case SILU -> {
        for (int i = from; i < to; i++) {
          d[i] *= kept[i];
        }
      }
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
    for (int i = 0; i < rows; i++) {
      int from = rawOffset + i * inputs;
      int to = i * stride;
      for (int j = 0; j < inputs; j++) {
        float value = (raw[from + j] - mean[j]) * scale[j];
        x[to + j] = value > limit ? limit : value < -limit ? -limit : value;
      }
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
    float mean = (float) (sum(x, xOffset, width) / width);
    double variance = squares(x, xOffset, width, mean) / width;
    float r = (float) (1 / Math.sqrt(variance + epsilon));
    for (int i = 0; i < width; i++) {
      y[yOffset + i] = (x[xOffset + i] - mean) * r;
    }
    if (h.length > 0) {
      System.arraycopy(y, yOffset, h, yOffset, width);
    }
    for (int i = 0; i < width; i++) {
      y[yOffset + i] = y[yOffset + i] * parameters[gains + i] + parameters[biases + i];
    }
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
    for (int i = 0; i < width; i++) {
      gradients[gains + i] += d[offset + i] * h[offset + i];
      gradients[biases + i] += d[offset + i];
      d[offset + i] *= parameters[gains + i];
    }
    float mean = (float) (sum(d, offset, width) / width);
    float slope = (float) (dot(d, h, offset, width) / width);
    for (int i = offset; i < offset + width; i++) {
      d[i] = r * (d[i] - mean - h[i] * slope);
    }
  }

  private static double sum(float[] x, int from, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + width;
    for (; i + 4 <= end; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double squares(float[] x, int from, int width, float mean) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + width;
    for (; i + 4 <= end; i += 4) {
      float d0 = x[i] - mean;
      float d1 = x[i + 1] - mean;
      float d2 = x[i + 2] - mean;
      float d3 = x[i + 3] - mean;
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < end; i++) {
      float d0 = x[i] - mean;
      s0 += d0 * d0;
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double dot(float[] x, float[] y, int from, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= width; i += 4) {
      s0 += x[from + i] * y[from + i];
      s1 += x[from + i + 1] * y[from + i + 1];
      s2 += x[from + i + 2] * y[from + i + 2];
      s3 += x[from + i + 3] * y[from + i + 3];
    }
    for (; i < width; i++) {
      s0 += x[from + i] * y[from + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void add(int length, float[] source, int sourceOffset, float[] target, int targetOffset) {
    for (int i = 0; i < length; i++) {
      target[targetOffset + i] += source[sourceOffset + i];
    }
  }

  @Override
  public void drain(float[] target, float[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      target[i] += source[i];
      source[i] = 0;
    }
  }

  @Override
  public double sumOfSquares(float[] x, int from, int to) {
    // four sums, because an addition must wait for the one before it
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      s0 += (double) x[i] * x[i];
      s1 += (double) x[i + 1] * x[i + 1];
      s2 += (double) x[i + 2] * x[i + 2];
      s3 += (double) x[i + 3] * x[i + 3];
    }
    for (; i < to; i++) {
      s0 += (double) x[i] * x[i];
    }
    return (s0 + s1) + (s2 + s3);
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
    for (int i = from; i < to; i++) {
      float g = gradientScale * gradients[i];
      float first = beta1 * m[i] + (1 - beta1) * g;
      float second = beta2 * v[i] + (1 - beta2) * g * g;
      m[i] = first;
      v[i] = second;
      parameters[i] =
          keep * parameters[i]
              - stepSize * first / ((float) Math.sqrt(second) * rootScale + epsilon);
      gradients[i] = 0;
    }
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
    for (int i = from; i < to; i++) {
      float g = gradientScale * gradients[i];
      float square = decay * v[i] + (1 - decay) * g * g;
      v[i] = square;
      gradients[i] = g / ((float) Math.sqrt(square) + epsilon);
    }
  }

  @Override
  public void descend(float[] parameters, float[] gradients, int from, int to, float stepSize) {
    for (int i = from; i < to; i++) {
      parameters[i] -= stepSize * gradients[i];
      gradients[i] = 0;
    }
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
    for (int i = from; i < to; i++) {
      float velocity = momentum * b[i] + gradientScale * gradients[i];
      b[i] = velocity;
      parameters[i] -= stepSize * velocity;
      gradients[i] = 0;
    }
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
    for (int j = 0; j < columns; j += 4) {
      int width = Math.min(4, columns - j);
      int i = 0;
      for (; i + 4 <= rows && width == 4; i += 4) {
        int c0 = cOffset + i * cStride + j;
        block(
            inner,
            a,
            aOffset + i * aStride,
            aStride,
            1,
            b,
            bOffset + j,
            bStride,
            c,
            c0,
            cStride,
            c,
            c0,
            cStride);
      }
      for (; i < rows; i++) {
        for (int u = j; u < j + width; u++) {
          float sum = c[cOffset + i * cStride + u];
          for (int k = 0; k < inner; k++) {
            sum += a[aOffset + i * aStride + k] * b[bOffset + k * bStride + u];
          }
          c[cOffset + i * cStride + u] = sum;
        }
      }
    }
  }

  @Override
  public void exp(float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = PolynomialExp.exp(y[i]);
    }
  }

  @Override
  public void softmaxColumns(int rows, float[] y, int offset, int stride) {
    for (int j = offset; j < offset + stride; j++) {
      int end = j + rows * stride;
      float largest = y[j];
      for (int i = j; i < end; i += stride) {
        largest = y[i] > largest ? y[i] : largest;
      }
      float sum = 0;
      for (int i = j; i < end; i += stride) {
        y[i] = PolynomialExp.exp(y[i] - largest);
        sum += y[i];
      }
      float factor = 1 / sum;
      for (int i = j; i < end; i += stride) {
        y[i] *= factor;
      }
    }
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
      ScalarGates.lstmForward(
          stride, gates, cellBefore, tanhCell, (firstRow + i) * stride, cell, hidden, i * stride);
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
      ScalarGates.lstmBackward(
          stride,
          gates,
          cellBefore,
          tanhCell,
          (firstRow + i) * stride,
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
      ScalarGates.gruForward(
          stride, gates, recurrent, hiddenBefore, (firstRow + i) * stride, hidden, i * stride);
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
      ScalarGates.gruBackward(
          stride,
          gates,
          recurrent,
          hiddenBefore,
          (firstRow + i) * stride,
          hiddenDelta,
          i * stride,
          gateDeltas,
          recurrentDeltas);
    }
  }
}
