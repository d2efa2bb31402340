package io.github.gdxbrains.nn.scalar;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.cpu.Kernels;
import io.github.gdxbrains.nn.cpu.RationalTanh;

/** The kernels in plain Java. */
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
    for (int i = 0; i < rows; i++) {
      int to = cOffset + i * stride;
      int from = aOffset + i * aStride;
      System.arraycopy(bias, biasOffset, c, to, stride);
      int k = 0;
      for (; k + 4 <= inner; k += 4) {
        addFour(a, from + k, 1, b, bOffset + k * stride, stride, c, to);
      }
      for (; k < inner; k++) {
        addOne(a[from + k], b, bOffset + k * stride, stride, c, to);
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
    for (int k = 0; k < columns; k++) {
      int to = cOffset + k * stride;
      int from = aOffset + k;
      int i = 0;
      for (; i + 4 <= rows; i += 4) {
        addFour(a, from + i * aStride, aStride, b, bOffset + i * stride, stride, c, to);
      }
      for (; i < rows; i++) {
        addOne(a[from + i * aStride], b, bOffset + i * stride, stride, c, to);
      }
    }
  }

  /** Adds four rows of b, each times a number of a: a quarter of the loads and stores of c. */
  private static void addFour(
      float[] a, int a0, int aStep, float[] b, int b0, int stride, float[] c, int c0) {
    float f0 = a[a0];
    float f1 = a[a0 + aStep];
    float f2 = a[a0 + 2 * aStep];
    float f3 = a[a0 + 3 * aStep];
    int b1 = b0 + stride;
    int b2 = b1 + stride;
    int b3 = b2 + stride;
    for (int j = 0; j < stride; j++) {
      c[c0 + j] = c[c0 + j] + f0 * b[b0 + j] + f1 * b[b1 + j] + f2 * b[b2 + j] + f3 * b[b3 + j];
    }
  }

  private static void addOne(float factor, float[] b, int b0, int stride, float[] c, int c0) {
    for (int j = 0; j < stride; j++) {
      c[c0 + j] += factor * b[b0 + j];
    }
  }

  @Override
  public void addColumnSums(int rows, float[] b, int bOffset, int stride, float[] c, int cOffset) {
    for (int i = 0; i < rows; i++) {
      addOne(1f, b, bOffset + i * stride, stride, c, cOffset);
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
  private static float sigmoid(float x) {
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
      float epsilon) {
    for (int i = from; i < to; i++) {
      float g = gradientScale * gradients[i];
      float first = beta1 * m[i] + (1 - beta1) * g;
      float second = beta2 * v[i] + (1 - beta2) * g * g;
      m[i] = first;
      v[i] = second;
      parameters[i] -= stepSize * first / ((float) Math.sqrt(second) * rootScale + epsilon);
      gradients[i] = 0;
    }
  }
}
