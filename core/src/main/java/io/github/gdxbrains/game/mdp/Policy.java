package io.github.gdxbrains.game.mdp;

/** What to do in each state of a {@link FiniteMdp}; it may depend on the time. */
@FunctionalInterface
public interface Policy {
  /**
   * The action to take.
   *
   * @param state from 0
   * @param step transitions since the episode began, from 0
   */
  int action(int state, int step);

  /** A policy that does not depend on the time: an action for each state. */
  static Policy stationary(int... actions) {
    int[] copy = actions.clone();
    return (state, step) -> copy[state];
  }
}
