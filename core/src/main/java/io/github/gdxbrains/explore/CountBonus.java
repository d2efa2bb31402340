package io.github.gdxbrains.explore;

/**
 * A reward for what was seldom seen: {@code β / √N}. With the visits of a state and option that is
 * MBIE-EB's (Strehl and Littman 2008, "An analysis of model-based interval estimation for Markov
 * decision processes", eq. 3); with those of a state, that of counts of discretised observations
 * (Tang et al., arXiv:1611.04717, eq. 1).
 *
 * @param beta in units of reward
 * @param of what is counted
 */
public record CountBonus(float beta, Of of) {
  /** What is counted. */
  public enum Of {
    /** N(s). */
    STATE,
    /** N(s, a). */
    ACTION
  }

  /**
   * The bonus for having taken an option in a state that {@link VisitedStates#visit} has counted.
   *
   * @param state its number; -1 for one that is not there, which counts as visited once
   */
  public float at(VisitedStates states, int state, int option) {
    if (state < 0) {
      return beta;
    }
    int visits = of == Of.STATE ? states.visits(state) : states.visits(state, option);
    return (float) (beta / Math.sqrt(Math.max(1, visits)));
  }
}
