package io.github.gdxbrains.learner;

/** The loss of an error δ of a value: {@code loss}. */
public enum ErrorLoss {
  /** Squared up to an error of 1, beyond it linear (Huber 1964). */
  HUBER,
  /** Half the square. */
  SQUARED;

  /** Half the square of an error, or beyond 1 linear (Mnih et al. 2015). */
  public float of(float error) {
    float size = Math.abs(error);
    return this == HUBER && size > 1 ? size - 0.5f : 0.5f * error * error;
  }

  /** The derivative of {@link #of} by the error. */
  public float slope(float error) {
    return this == HUBER ? Math.max(-1, Math.min(1, error)) : error;
  }
}
