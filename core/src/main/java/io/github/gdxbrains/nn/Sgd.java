package io.github.gdxbrains.nn;

/**
 * Stochastic gradient descent with momentum (Polyak 1964, "heavy ball"), in PyTorch's form without
 * dampening:
 *
 * <pre>
 * b ← momentum · b + g
 * θ ← θ - lr · b
 * </pre>
 *
 * It remembers b, and nothing without momentum.
 *
 * @param momentum share of the last step that a step keeps, in [0, 1)
 */
public record Sgd(float momentum) implements Optimizer {
  /** No momentum. */
  public static final Sgd DEFAULT = new Sgd(0);

  /** Checks the range. */
  public Sgd {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "SGD's momentum is " + momentum + ", but must be in [0, 1)");
    }
  }

  @Override
  public int moments() {
    return momentum > 0 ? 1 : 0;
  }
}
