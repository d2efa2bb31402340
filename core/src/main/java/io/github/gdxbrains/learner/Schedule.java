package io.github.gdxbrains.learner;

/** How a hyperparameter changes over a run. */
public enum Schedule {
  /** It stays as it is. */
  CONSTANT,
  /** It falls in a straight line to zero at {@code max_steps}. */
  LINEAR;

  /**
   * The value now.
   *
   * @param initial value at the start
   * @param progress how much of the run is over, from 0 to 1
   * @param floor least value
   */
  public float at(float initial, double progress, float floor) {
    return switch (this) {
      case CONSTANT -> initial;
      case LINEAR -> (float) Math.max(floor, initial * (1 - Math.min(1, progress)));
    };
  }
}
