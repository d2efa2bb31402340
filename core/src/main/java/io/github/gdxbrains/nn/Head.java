package io.github.gdxbrains.nn;

import java.util.List;

/**
 * An output of a {@link Trunk}.
 *
 * @param name unique within the network, such as {@code policy} or {@code value}
 * @param units how many outputs, at least 1
 * @param kind how they follow from the trunk
 * @param atoms how many outputs each option of a dueling head has side by side, at least 1: of a
 *     distributional one those of its distribution; {@code units} is a multiple of it
 * @param initialization of its matrices; with {@link Initialization.NoisyNet} the head is noisy, as
 *     {@link Layer.NoisyDense}
 */
public record Head(String name, int units, Kind kind, int atoms, Initialization initialization) {
  /** How a head's outputs follow from the last layer's results x. */
  public enum Kind {
    /** {@code y = x W + b}. */
    LINEAR,
    /**
     * A value and an advantage of each output, {@code y = V + A - mean A} with {@code V = x w + b}
     * and {@code A = x W + c} (arXiv:1511.06581 eq. 9); with several atoms an option, that for each
     * atom, the mean being over the options (arXiv:1710.02298 section 4). The slices are {@code
     * value} and {@code advantage}; of a noisy head {@code value_mean}, {@code value_sigma}, {@code
     * advantage_mean} and {@code advantage_sigma}.
     */
    DUELING
  }

  /** Checks the sizes. */
  public Head {
    if (units < 1) {
      throw new IllegalArgumentException(
          "head " + name + ": units is " + units + ", but must be at least 1");
    }
    if (atoms < 1 || units % atoms != 0) {
      throw new IllegalArgumentException(
          "head " + name + ": atoms is " + atoms + ", but must divide its " + units + " units");
    }
  }

  /** A head with one atom an option. */
  public Head(String name, int units, Kind kind, Initialization initialization) {
    this(name, units, kind, 1, initialization);
  }

  /**
   * A linear head with orthogonal weights.
   *
   * @param gain 0.01 for a policy and 1 for a value are usual (arXiv:2006.05990)
   */
  public Head(String name, int units, float gain) {
    this(name, units, Kind.LINEAR, orthogonal(name, gain));
  }

  private static Initialization orthogonal(String name, float gain) {
    try {
      return Initialization.orthogonal(gain);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("head " + name + ": " + e.getMessage(), e);
    }
  }

  /** Whether its parameters have noise. */
  public boolean noisy() {
    return initialization instanceof Initialization.NoisyNet;
  }

  /** Units of each of its matrices: a dueling head has one for the value before the advantages. */
  public List<Integer> matrices() {
    return kind == Kind.DUELING ? List.of(atoms, units) : List.of(units);
  }

  /** Units of its matrices together. */
  public int matrixUnits() {
    return matrices().stream().mapToInt(Integer::intValue).sum();
  }

  /** Its parameters. */
  public List<Weights> weights(int inputs) {
    if (kind == Kind.LINEAR) {
      return weights("", inputs, units);
    }
    List<Weights> value = weights("value", inputs, atoms);
    List<Weights> advantage = weights("advantage", inputs, units);
    return noisy()
        ? List.of(value.get(0), value.get(1), advantage.get(0), advantage.get(1))
        : List.of(value.get(0), advantage.get(0));
  }

  private List<Weights> weights(String prefix, int inputs, int count) {
    if (initialization instanceof Initialization.NoisyNet noisy) {
      return Weights.noisy(prefix.isEmpty() ? "" : prefix + "_", inputs, count, noisy.sigma());
    }
    return List.of(new Weights(prefix, inputs, count, true, initialization));
  }
}
