package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.nn.Activation;
import java.util.Locale;
import java.util.Optional;

/**
 * The network of a behavior: {@code network_settings}. {@link Networks} builds it.
 *
 * @param normalize whether observations are normalised by their running mean and deviation; images
 *     and counts stay as they are
 * @param hiddenUnits units of each hidden layer, and of what an image or a list of entities becomes
 * @param numLayers hidden layers, 0 for a linear network
 * @param activation of the hidden layers
 * @param visEncodeType what images pass before the hidden layers
 * @param memory what the network remembers from decision to decision; empty for nothing
 */
public record NetworkSettings(
    boolean normalize,
    int hiddenUnits,
    int numLayers,
    Activation activation,
    VisualEncoder visEncodeType,
    Optional<MemorySettings> memory) {
  /** Two layers of 128 tanh units, not normalised, the simple image encoder, no memory. */
  public static final NetworkSettings DEFAULT = new NetworkSettings(false, 128, 2, Activation.TANH);

  /** Checks the ranges. */
  public NetworkSettings {
    InvalidValue.unlessWithin("hidden_units", hiddenUnits, 1, 65536);
    InvalidValue.unlessWithin("num_layers", numLayers, 0, 64);
  }

  /** With the simple image encoder and without memory. */
  public NetworkSettings(boolean normalize, int hiddenUnits, int numLayers, Activation activation) {
    this(normalize, hiddenUnits, numLayers, activation, VisualEncoder.SIMPLE, Optional.empty());
  }

  /** The same with a memory. */
  public NetworkSettings withMemory(MemorySettings memory) {
    return new NetworkSettings(
        normalize, hiddenUnits, numLayers, activation, visEncodeType, Optional.of(memory));
  }

  /** The hidden layers and the memory in a few words: {@code 2 x 64 tanh, lstm of 128}. */
  public String inWords() {
    return numLayers
        + " x "
        + hiddenUnits
        + " "
        + activation.name().toLowerCase(Locale.ROOT)
        + memory
            .map(m -> ", " + m.type().name().toLowerCase(Locale.ROOT) + " of " + m.memorySize())
            .orElse("");
  }
}
