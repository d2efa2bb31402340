package io.github.gdxbrains.nn;

import java.util.List;

/**
 * A matrix of parameters that a layer has, with its biases.
 *
 * @param name within the layer; empty if the layer has only this one
 * @param inputs rows
 * @param units columns, and biases
 * @param biased whether it has biases
 * @param initialization first values
 */
public record Weights(
    String name, int inputs, int units, boolean biased, Initialization initialization) {
  /** The means and sigmas of a noisy matrix, as {@link Layer.NoisyDense} has them. */
  static List<Weights> noisy(String prefix, int inputs, int units, float sigma) {
    float first = (float) (sigma / Math.sqrt(inputs));
    return List.of(
        new Weights(prefix + "mean", inputs, units, true, Initialization.noisyNet(sigma)),
        new Weights(
            prefix + "sigma", inputs, units, true, new Initialization.Constant(first, first)));
  }
}
