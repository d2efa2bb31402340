package io.github.gdxbrains.explore;

/**
 * A number that changes in a straight line over the first steps of a run and then stays: ε of
 * ε-greedy exploration (Mnih et al. 2015, "Human-level control through deep reinforcement
 * learning", extended data table 1) or a temperature.
 *
 * @param initial at step 0
 * @param last from step {@code steps} on
 * @param steps how many decisions of all agents the change takes; 0 for none
 */
public record Decay(float initial, float last, long steps) {
  /** Checks the range of {@code steps}. */
  public Decay {
    if (steps < 0) {
      throw new IllegalArgumentException("steps is " + steps + ", but must be at least 0");
    }
  }

  /** The number after so many decisions. */
  public float at(long step) {
    if (step >= steps) {
      return last;
    }
    return (float) (initial + (last - (double) initial) * step / steps);
  }
}
