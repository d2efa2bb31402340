package io.github.gdxbrains.nn;

/**
 * RMSProp (Hinton, "Neural Networks for Machine Learning", lecture 6e, 2012), not centred, in
 * PyTorch's form:
 *
 * <pre>
 * v ← decay · v + (1 - decay) · g²
 * b ← momentum · b + g / (√v + epsilon)
 * θ ← θ - lr · b
 * </pre>
 *
 * It remembers v and, with momentum, b.
 *
 * @param decay of the mean square, in [0, 1); PyTorch's {@code alpha}
 * @param momentum share of the last step that a step keeps, in [0, 1)
 * @param epsilon added to the root of the mean square, above 0
 */
public record RmsProp(float decay, float momentum, float epsilon) implements Optimizer {
  /** What Stable-Baselines3's A2C uses: 0.99, no momentum, 1e-5. */
  public static final RmsProp DEFAULT = new RmsProp(0.99f, 0, 1e-5f);

  /** Checks the ranges. */
  public RmsProp {
    if (!(decay >= 0 && decay < 1) || !(momentum >= 0 && momentum < 1) || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "RMSProp's decay "
              + decay
              + " and momentum "
              + momentum
              + " must be in [0, 1), epsilon "
              + epsilon
              + " above 0");
    }
  }

  @Override
  public int moments() {
    return momentum > 0 ? 2 : 1;
  }
}
