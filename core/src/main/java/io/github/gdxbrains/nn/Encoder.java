package io.github.gdxbrains.nn;

import java.util.List;

/**
 * Layers of a {@link Trunk} that see only some of the network's inputs.
 *
 * @param inputs names, at least one; the numbers of several are one vector, in this order
 * @param layers applied in order; may be empty, then the inputs go on as they are
 */
public record Encoder(List<String> inputs, List<Layer> layers) {
  /** Copies the lists. */
  public Encoder {
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("an encoder must have at least one input");
    }
  }

  /** Layers on one input. */
  public Encoder(String input, Layer... layers) {
    this(List.of(input), List.of(layers));
  }
}
