package io.github.gdxbrains.headless.nd4j;

import java.util.Arrays;
import java.util.List;

/**
 * A {@link io.github.gdxbrains.nn.Layer.LayerNorm} on the processor: loops in the Java heap, which
 * run along the columns, in place of the dozen calls that {@link DeviceLayerNormStage} makes.
 */
final class HostLayerNormStage implements Stage {
  private final Parameters parameters;
  private final int gains;
  private final int units;
  private final float epsilon;
  private final Signal input;
  private final Signal output;

  /** The normalised rows h, and the columns on their way. */
  private final float[] normalized;

  private final float[] columns;
  private final float[] gainsAndBiases;
  private final float[] gradients;
  private final double[] sums;
  private final double[] products;
  private final float[] scale;

  /**
   * @param slice number of that of the gains and biases
   */
  HostLayerNormStage(
      Parameters parameters, int slice, float epsilon, Signal input, Signal output, int maxRows) {
    this.parameters = parameters;
    this.epsilon = epsilon;
    this.input = input;
    this.output = output;
    gains = parameters.slice(slice).offset();
    units = input.units();
    normalized = new float[Math.multiplyExact(maxRows, units)];
    columns = new float[normalized.length];
    gainsAndBiases = new float[2 * units];
    gradients = new float[2 * units];
    sums = new double[maxRows];
    products = new double[maxRows];
    scale = new float[maxRows];
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    operations.add(() -> forward(rows));
  }

  private void forward(int rows) {
    float[] h = normalized;
    input.read(rows, h);
    Memory.read(parameters.values(), gains, gainsAndBiases, 2 * units);
    Arrays.fill(sums, 0, rows, 0);
    Arrays.fill(products, 0, rows, 0);
    for (int u = 0; u < units; u++) {
      for (int row = 0; row < rows; row++) {
        sums[row] += h[u * rows + row];
      }
    }
    for (int u = 0; u < units; u++) {
      for (int row = 0; row < rows; row++) {
        float centred = (float) (h[u * rows + row] - sums[row] / units);
        h[u * rows + row] = centred;
        products[row] += (double) centred * centred;
      }
    }
    for (int row = 0; row < rows; row++) {
      scale[row] = (float) (1 / Math.sqrt(products[row] / units + epsilon));
    }
    for (int u = 0; u < units; u++) {
      float gain = gainsAndBiases[u];
      float bias = gainsAndBiases[units + u];
      for (int row = 0; row < rows; row++) {
        float value = h[u * rows + row] * scale[row];
        h[u * rows + row] = value;
        columns[u * rows + row] = value * gain + bias;
      }
    }
    output.write(rows, columns);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    operations.add(() -> backward(rows, wantInput));
  }

  /** With e = dy ∘ g: {@code dx = (e - mean e - h · mean(e ∘ h)) / √(var + ε)}. */
  private void backward(int rows, boolean wantInput) {
    float[] d = columns;
    float[] h = normalized;
    output.readGradients(rows, d);
    Memory.read(parameters.gradients(), gains, gradients, 2 * units);
    Arrays.fill(sums, 0, rows, 0);
    Arrays.fill(products, 0, rows, 0);
    for (int u = 0; u < units; u++) {
      float gain = gainsAndBiases[u];
      double gainGradient = 0;
      double biasGradient = 0;
      for (int row = 0; row < rows; row++) {
        int at = u * rows + row;
        gainGradient += d[at] * h[at];
        biasGradient += d[at];
        d[at] *= gain;
        sums[row] += d[at];
        products[row] += d[at] * h[at];
      }
      gradients[u] += (float) gainGradient;
      gradients[units + u] += (float) biasGradient;
    }
    Memory.write(gradients, 2 * units, parameters.gradients(), gains);
    if (wantInput) {
      for (int row = 0; row < rows; row++) {
        sums[row] /= units;
        products[row] /= units;
      }
      for (int u = 0; u < units; u++) {
        for (int row = 0; row < rows; row++) {
          int at = u * rows + row;
          d[at] = scale[row] * (d[at] - (float) sums[row] - h[at] * (float) products[row]);
        }
      }
      input.writeGradients(rows, d);
    }
  }
}
