package io.github.gdxbrains.nn;

import java.util.List;

/** First values of one slice of parameters: a matrix {@code [inputs][units]} and its biases. */
public sealed interface Initialization {
  /** Orthogonal weights with a gain, biases zero. */
  static Initialization orthogonal(float gain) {
    return new Orthogonal(gain);
  }

  /** For layers followed by ReLU. */
  static Initialization he() {
    return new He();
  }

  /** For layers followed by tanh. */
  static Initialization glorot() {
    return new Glorot();
  }

  /** For the means of noisy layers. */
  static Initialization noisyNet(float sigma) {
    return new NoisyNet(sigma);
  }

  /**
   * The shorter side's vectors are orthogonal and of length {@code gain} (Saxe et al.,
   * arXiv:1312.6120); biases are zero.
   *
   * @param gain √2 is usual for hidden layers, 0.01 for a policy, 1 for a value (arXiv:2006.05990)
   */
  record Orthogonal(float gain) implements Initialization {
    /** Checks the range. */
    public Orthogonal {
      requireFinite("gain", gain);
    }
  }

  /** Gaussian of variance 2 / inputs (He et al., arXiv:1502.01852 eq. 10); biases are zero. */
  record He() implements Initialization {}

  /**
   * Uniform within ±√(6 / (inputs + units)) (Glorot and Bengio, "Understanding the difficulty of
   * training deep feedforward neural networks", 2010, eq. 16); biases are zero.
   */
  record Glorot() implements Initialization {}

  /**
   * Factorised noisy layers (arXiv:1706.10295, section 3.2): means of weights and biases uniform
   * within ±1 / √inputs. The layer's second slice, its sigmas, starts at {@code sigma / √inputs},
   * biases included.
   *
   * @param sigma 0.5 in the paper
   */
  record NoisyNet(float sigma) implements Initialization {
    /** Checks the range. */
    public NoisyNet {
      requireFinite("sigma", sigma);
    }
  }

  /**
   * All weights alike, and all biases.
   *
   * @param weight of each weight
   * @param bias of each bias
   */
  record Constant(float weight, float bias) implements Initialization {}

  /**
   * Several matrices of equal size side by side, such as the gates of a recurrent layer, each
   * initialised by itself.
   *
   * @param weights of each of them
   * @param biases one number for all the biases of each gate; as many as there are gates
   */
  record Gates(Initialization weights, List<Float> biases) implements Initialization {
    /** Copies the list. */
    public Gates {
      biases = List.copyOf(biases);
    }
  }

  private static void requireFinite(String name, float value) {
    if (!(value >= 0) || Float.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but must be finite and at least 0");
    }
  }
}
