package io.github.gdxbrains.nn;

/** One layer of a {@link Trunk}. */
public sealed interface Layer {
  /** How many numbers a row has after this layer. */
  int units();

  /**
   * A fully connected layer, {@code y = activation(x W + b)}.
   *
   * @param units how many outputs, at least 1
   * @param activation applied to each sum
   * @param gain of the orthogonal initialisation of W (arXiv:1312.6120); √2 is usual for hidden
   *     layers. b starts at zero
   */
  record Dense(int units, Activation activation, float gain) implements Layer {
    /** Checks the sizes. */
    public Dense {
      if (units < 1) {
        throw new IllegalArgumentException("units is " + units + ", but must be at least 1");
      }
      if (!(gain >= 0) || Float.isInfinite(gain)) {
        throw new IllegalArgumentException("gain is " + gain + ", but must be finite and >= 0");
      }
    }
  }
}
