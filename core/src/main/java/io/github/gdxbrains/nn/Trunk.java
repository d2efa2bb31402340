package io.github.gdxbrains.nn;

import java.util.List;

/**
 * Encoders of some of the (normalised) inputs each, layers applied in order to the results of all
 * encoders one after another, and the heads on top of the last layer.
 *
 * @param encoders may be empty: then the layers see the whole input row, counts included, in the
 *     shape of the only input if there is but one
 * @param layers applied in order; may be empty, then the heads see what the first layer would
 * @param heads at least one
 */
public record Trunk(List<Encoder> encoders, List<Layer> layers, List<Head> heads) {
  /** Copies the lists and checks that there is a head. */
  public Trunk {
    encoders = List.copyOf(encoders);
    layers = List.copyOf(layers);
    heads = List.copyOf(heads);
    if (heads.isEmpty()) {
      throw new IllegalArgumentException("a trunk must have at least one head");
    }
  }

  /** A trunk on the whole input row. */
  public Trunk(List<Layer> layers, List<Head> heads) {
    this(List.of(), layers, heads);
  }
}
