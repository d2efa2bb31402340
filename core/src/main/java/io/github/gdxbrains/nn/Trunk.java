package io.github.gdxbrains.nn;

import java.util.List;

/**
 * Layers applied in order to the (normalised) input, and the heads on top of the last one.
 *
 * @param layers applied in order; may be empty, then the heads see the input
 * @param heads at least one
 */
public record Trunk(List<Layer> layers, List<Head> heads) {
  /** Copies the lists and checks that there is a head. */
  public Trunk {
    layers = List.copyOf(layers);
    heads = List.copyOf(heads);
    if (heads.isEmpty()) {
      throw new IllegalArgumentException("a trunk must have at least one head");
    }
  }
}
