package io.github.gdxbrains.nn;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101, algorithm 2, line 12):
 *
 * <pre>
 * θ ← θ - η · (α · m̂ / (√v̂ + epsilon) + λ · θ)
 * </pre>
 *
 * with Adam's moments m̂ and v̂. As PyTorch does, the learning rate stands for η · α and
 * weightDecay for λ / α, so that {@code θ ← θ - lr · weightDecay · θ - lr · m̂ / (√v̂ + epsilon)};
 * and all parameters decay, biases included. It remembers m and v.
 *
 * @param adam Adam's constants
 * @param weightDecay the share of a parameter that a step at learning rate 1 would take, at least 0
 */
public record AdamW(Adam adam, float weightDecay) implements Optimizer {
  /** PPO's constants of Adam and PyTorch's weight decay, 0.01. */
  public static final AdamW DEFAULT = new AdamW(Adam.DEFAULT, 0.01f);

  /** Checks the range. */
  public AdamW {
    if (!(weightDecay >= 0) || Float.isInfinite(weightDecay)) {
      throw new IllegalArgumentException(
          "AdamW's weightDecay is " + weightDecay + ", but must be at least 0");
    }
  }

  @Override
  public int moments() {
    return 2;
  }
}
