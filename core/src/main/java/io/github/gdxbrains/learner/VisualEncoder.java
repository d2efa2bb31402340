package io.github.gdxbrains.learner;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Layer;
import java.util.List;

/**
 * What an image passes before the hidden layers: {@code vis_encode_type}, with ML-Agents' names.
 * Each ends in a dense layer of {@code hidden_units}; all activations are ReLU.
 */
public enum VisualEncoder {
  /** Convolutions of 16 channels, 8x8 by 4, and of 32, 4x4 by 2 (arXiv:1312.5602). */
  SIMPLE(20) {
    @Override
    List<Layer> layers(int units) {
      return List.of(convolution(16, 8, 4), convolution(32, 4, 2), dense(units));
    }
  },
  /**
   * Convolutions of 32 channels, 8x8 by 4, of 64, 4x4 by 2, and of 64, 3x3 (Mnih et al.,
   * "Human-level control through deep reinforcement learning", 2015).
   */
  NATURE_CNN(36) {
    @Override
    List<Layer> layers(int units) {
      return List.of(
          convolution(32, 8, 4), convolution(64, 4, 2), convolution(64, 3, 1), dense(units));
    }
  },
  /** No convolution: every pixel on its own, for the smallest images. */
  FULLY_CONNECTED(1) {
    @Override
    List<Layer> layers(int units) {
      return List.of(dense(units));
    }
  };

  private final int leastSide;

  VisualEncoder(int leastSide) {
    this.leastSide = leastSide;
  }

  /** Pixels that an image must have in height and width, at least. */
  public int leastSide() {
    return leastSide;
  }

  /** Its layers. */
  abstract List<Layer> layers(int units);

  private static Layer convolution(int channels, int kernel, int stride) {
    return new Layer.Convolution(
        channels, kernel, stride, 0, Activation.RELU, Networks.HIDDEN_WEIGHTS);
  }

  private static Layer dense(int units) {
    return new Layer.Dense(units, Activation.RELU, Networks.HIDDEN_WEIGHTS);
  }
}
