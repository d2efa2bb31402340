package io.github.gdxbrains.nn;

/** What a dense layer applies to each of its sums. */
public enum Activation {
  /** y = x. */
  IDENTITY,
  /** y = tanh x. */
  TANH,
  /** y = max(0, x). */
  RELU,
  /** y = x · sigmoid(x), also called swish (arXiv:1710.05941). */
  SILU
}
