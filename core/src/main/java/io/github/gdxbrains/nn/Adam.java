package io.github.gdxbrains.nn;

/**
 * Adam (Kingma and Ba, arXiv:1412.6980, algorithm 1): for the t-th gradient g,
 *
 * <pre>
 * m ← beta1 · m + (1 - beta1) · g
 * v ← beta2 · v + (1 - beta2) · g²
 * θ ← θ - lr · (m / (1 - beta1^t)) / (√(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * It remembers m and v.
 *
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 */
public record Adam(float beta1, float beta2, float epsilon) implements Optimizer {
  /** The constants that PPO implementations use: 0.9, 0.999, 1e-5. */
  public static final Adam DEFAULT = new Adam(0.9f, 0.999f, 1e-5f);

  /** Checks the ranges. */
  public Adam {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "Adam's beta1 "
              + beta1
              + " and beta2 "
              + beta2
              + " must be in [0, 1), epsilon "
              + epsilon
              + " above 0");
    }
  }

  @Override
  public int moments() {
    return 2;
  }
}
