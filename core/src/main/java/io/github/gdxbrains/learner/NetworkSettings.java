package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.nn.Activation;

/**
 * The network of a behavior: {@code network_settings}.
 *
 * @param normalize whether observations are normalised by their running mean and deviation
 * @param hiddenUnits units of each hidden layer
 * @param numLayers hidden layers, 0 for a linear network
 * @param activation of the hidden layers
 */
public record NetworkSettings(
    boolean normalize, int hiddenUnits, int numLayers, Activation activation) {
  /** Two layers of 128 tanh units, not normalised. */
  public static final NetworkSettings DEFAULT = new NetworkSettings(false, 128, 2, Activation.TANH);

  /** Checks the ranges. */
  public NetworkSettings {
    InvalidValue.unlessWithin("hidden_units", hiddenUnits, 1, 65536);
    InvalidValue.unlessWithin("num_layers", numLayers, 0, 64);
  }
}
