package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.NetworkSpec;
import java.util.Arrays;

/** A network's first layer, computed while its input is copied. */
final class Normalizer {
  private final int inputs;
  private final boolean isOn;
  private final boolean[] isRaw;
  private final float[] mean;
  private final float[] scale;

  /** Changes nothing until {@link #set}. */
  Normalizer(NetworkSpec spec) {
    inputs = spec.inputs();
    isOn = spec.normalize();
    isRaw = new boolean[inputs];
    for (int i = 0; i < inputs; i++) {
      isRaw[i] = spec.structure().isRaw(i);
    }
    mean = new float[inputs];
    scale = new float[inputs];
    Arrays.fill(scale, 1);
  }

  void set(float[] newMean, float[] newScale) {
    System.arraycopy(newMean, 0, mean, 0, inputs);
    System.arraycopy(newScale, 0, scale, 0, inputs);
  }

  /** Copies rows, normalised, each followed by a one. */
  void rowsWithOnes(float[] raw, int rows, float[] target) {
    float limit = NetworkSpec.NORMALIZED_LIMIT;
    int to = 0;
    for (int row = 0; row < rows; row++) {
      int from = row * inputs;
      if (isOn) {
        for (int i = 0; i < inputs; i++) {
          float x = (raw[from + i] - mean[i]) * scale[i];
          // NaN stays
          target[to + i] = isRaw[i] ? raw[from + i] : Math.max(-limit, Math.min(limit, x));
        }
      } else {
        System.arraycopy(raw, from, target, to, inputs);
      }
      target[to + inputs] = 1;
      to += inputs + 1;
    }
  }

  /**
   * From the gradient with respect to the normalised inputs to that of the raw ones, in place.
   *
   * @param kept what {@link #rowsWithOnes} gave
   */
  void backward(float[] kept, int rows, float[] gradients) {
    if (!isOn) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < inputs; i++) {
        boolean isClamped = Math.abs(kept[row * (inputs + 1) + i]) >= NetworkSpec.NORMALIZED_LIMIT;
        if (!isRaw[i]) {
          gradients[row * inputs + i] *= isClamped ? 0 : scale[i];
        }
      }
    }
  }
}
