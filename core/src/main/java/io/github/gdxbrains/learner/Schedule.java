package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import java.util.Locale;

/** How a hyperparameter changes over a run. */
public enum Schedule {
  /** It stays as it is. */
  CONSTANT,
  /** It falls in a straight line to zero at {@code max_steps}. */
  LINEAR,
  /**
   * It falls to zero at {@code max_steps} along half a cosine: slowly, fast, slowly (SGDR without
   * restarts, arXiv:1608.03983 eq. 5 with η_min = 0).
   */
  COSINE;

  /**
   * The value now.
   *
   * @param initial value at the start
   * @param progress how much of the run is over, from 0 to 1
   * @param floor least value, except of a constant
   */
  public float at(float initial, double progress, float floor) {
    double p = Math.min(1, progress);
    return switch (this) {
      case CONSTANT -> initial;
      case LINEAR -> (float) Math.max(floor, initial * (1 - p));
      // StrictMath: the same numbers on every machine
      case COSINE -> (float) Math.max(floor, initial * 0.5 * (1 + StrictMath.cos(Math.PI * p)));
    };
  }

  /**
   * The value now, of a schedule that begins with a warm-up: a straight line from a tenth of {@code
   * initial} up to it (gradual warm-up, arXiv:1706.02677 section 2.2), after which the schedule
   * runs over what is left.
   *
   * @param initial value at the end of the warm-up
   * @param progress how much of the run is over, from 0 to 1
   * @param floor least value
   * @param warmup share of the run that the warm-up takes, in [0, 1)
   */
  public float at(float initial, double progress, float floor, double warmup) {
    return progress < warmup
        ? (float) Math.max(floor, initial * (0.1 + 0.9 * progress / warmup))
        : at(initial, (progress - warmup) / (1 - warmup), floor);
  }

  /**
   * Checks a setting for which only ML-Agents' two schedules make sense.
   *
   * @throws InvalidValue unless this is constant or linear
   */
  public void requireConstantOrLinear(String key) {
    if (this != CONSTANT && this != LINEAR) {
      throw new InvalidValue(
          key, "is " + name().toLowerCase(Locale.ROOT) + ", but must be constant or linear");
    }
  }
}
