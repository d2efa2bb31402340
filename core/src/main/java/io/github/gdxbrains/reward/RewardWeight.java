package io.github.gdxbrains.reward;

import io.github.gdxbrains.config.InvalidValue;

/** What a reward term is multiplied by: an entry of {@code rewards} in an experiment file. */
public sealed interface RewardWeight {
  /** The weight after so many decisions of a run. */
  float at(long steps);

  /** What holds in the end, and in evaluations. */
  float last();

  /**
   * The same in the whole run.
   *
   * @param value the weight
   */
  record Constant(float value) implements RewardWeight {
    @Override
    public float at(long steps) {
      return value;
    }

    @Override
    public float last() {
      return value;
    }
  }

  /**
   * A weight that follows the decisions of a run.
   *
   * @param schedule how
   */
  record Scheduled(Line schedule) implements RewardWeight {
    @Override
    public float at(long steps) {
      return schedule.at(steps);
    }

    @Override
    public float last() {
      return schedule.end();
    }
  }

  /**
   * A straight line, and its end from then on.
   *
   * @param start weight at the beginning of the run
   * @param end weight at the end of the line
   * @param steps decisions of all learning agents on the way, at least 1
   */
  record Line(float start, float end, long steps) {
    /** Checks the range. */
    public Line {
      InvalidValue.unlessAtLeast("steps", steps, 1);
    }

    float at(long steps) {
      double share = Math.min(1, (double) steps / this.steps);
      return (float) (start + share * ((double) end - start));
    }
  }
}
