package io.github.gdxbrains.learner.qlearning;

/** What the value of the next state is taken to be. */
public enum Algorithm {
  /** That of its best option (Watkins 1989). */
  Q_LEARNING,
  /** That of the option that was taken next (Rummery and Niranjan 1994). */
  SARSA,
  /** The mean over the options that may be taken next (van Seijen et al. 2009). */
  EXPECTED_SARSA
}
