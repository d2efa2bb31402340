package io.github.gdxbrains.curriculum;

/** What tells that a lesson has been learned. */
public enum Measure {
  /** The share of the run's {@code max_steps} that is over. */
  PROGRESS,
  /** The mean return of an episode, of the behavior's agents that learn. */
  REWARD,
  /** The behavior's rating in self-play. */
  ELO
}
