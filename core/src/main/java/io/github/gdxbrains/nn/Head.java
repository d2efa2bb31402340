package io.github.gdxbrains.nn;

/**
 * A linear output of a {@link Trunk}, {@code y = x W + b}.
 *
 * @param name unique within the network, such as {@code policy} or {@code value}
 * @param units how many outputs, at least 1
 * @param gain of the orthogonal initialisation; 0.01 for a policy and 1 for a value are usual
 *     (arXiv:2006.05990)
 */
public record Head(String name, int units, float gain) {
  /** Checks the sizes. */
  public Head {
    if (units < 1) {
      throw new IllegalArgumentException(
          "head " + name + ": units is " + units + ", but must be at least 1");
    }
    if (!(gain >= 0) || Float.isInfinite(gain)) {
      throw new IllegalArgumentException(
          "head " + name + ": gain is " + gain + ", but must be finite and >= 0");
    }
  }
}
