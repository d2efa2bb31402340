package io.github.gdxbrains.explore;

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer 2002, "Finite-time analysis of the multiarmed bandit
 * problem", figure 1; Sutton and Barto 2018, eq. 2.10, in each state): scores options by {@code
 * Q(s, a) + c √(ln N(s) / N(s, a))}. The option of the greatest score is to be chosen; one that was
 * never taken has an infinite score.
 *
 * @param c in units of value; √2 for values in [0, 1] in the paper
 */
public record Ucb(float c) {
  /** Checks the range. */
  public Ucb {
    if (!(c >= 0)) {
      throw new IllegalArgumentException("c is " + c + ", but must be at least 0");
    }
  }

  /**
   * Adds to each option's value what it deserves for having been taken seldom.
   *
   * @param state number of a state, or -1 for one that was not met yet
   * @param values of its options; receives the scores
   */
  public void addTo(float[] values, VisitedStates states, int state) {
    double logVisits = state < 0 ? 0 : Math.log(Math.max(1, states.visits(state)));
    for (int option = 0; option < states.options(); option++) {
      int visits = state < 0 ? 0 : states.visits(state, option);
      values[option] =
          visits == 0
              ? Float.POSITIVE_INFINITY
              : values[option] + c * (float) Math.sqrt(logVisits / visits);
    }
  }
}
