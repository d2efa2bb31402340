package io.github.gdxbrains.learner.qlearning;

/** How the learner comes to try options that do not look best. */
public enum Exploration {
  /** Any option with probability {@code epsilon}, else one of the best. */
  EPSILON_GREEDY,
  /** By probabilities that grow with values divided by {@code temperature}. */
  BOLTZMANN,
  /** The option that is best by value and how seldom it was taken, UCB1. */
  UCB
}
