package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.NetworkSpec;
import java.util.Arrays;

/** The statistics of a network's first layer, which is computed while its input is copied. */
final class Normalizer {
  private final int inputs;
  private final boolean[] isChanged;
  private final float[] mean;
  private final float[] scale;

  /** Only clamps until {@link #set}. */
  Normalizer(NetworkSpec spec) {
    inputs = spec.inputs();
    isChanged = new boolean[inputs];
    for (int i = 0; i < inputs; i++) {
      isChanged[i] = spec.normalize() && !spec.structure().isRaw(i);
    }
    mean = new float[inputs];
    scale = new float[inputs];
    Arrays.fill(scale, 1);
  }

  void set(float[] newMean, float[] newScale) {
    System.arraycopy(newMean, 0, mean, 0, inputs);
    System.arraycopy(newScale, 0, scale, 0, inputs);
  }

  /** Numbers in an input row. */
  int inputs() {
    return inputs;
  }

  /** Whether a column is normalised. */
  boolean changes(int column) {
    return isChanged[column];
  }

  float mean(int column) {
    return mean[column];
  }

  float scale(int column) {
    return scale[column];
  }
}
