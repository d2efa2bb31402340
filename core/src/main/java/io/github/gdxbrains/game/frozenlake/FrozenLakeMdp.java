package io.github.gdxbrains.game.frozenlake;

import io.github.gdxbrains.game.mdp.FiniteMdp;
import io.github.gdxbrains.game.mdp.GridMap;
import io.github.gdxbrains.game.mdp.Policy;

/**
 * The Markov decision process of FrozenLake-v1: states are cells, row by row from the top left;
 * actions are 0 left, 1 down, 2 right, 3 up. On slippery ice a step goes where it should, or to
 * either direction at a right angle, with probability 1/3 each. Entering the goal is worth 1,
 * everything else 0; goal and holes end the episode.
 */
public final class FrozenLakeMdp {
  private static final GridMap SMALL = GridMap.parse("SFFF", "FHFH", "FFFH", "HFFG");

  private static final GridMap LARGE =
      GridMap.parse(
          "SFFFFFFF",
          "FFFFFFFF",
          "FFFHFFFF",
          "FFFFFHFF",
          "FFFHFFFF",
          "FHHFFFHF",
          "FHFFHFHF",
          "FFFHFFFG");

  private final GridMap map;
  private final FiniteMdp table;
  private final int timeLimit;

  /** One of Gymnasium's two maps, 8 by 8 or 4 by 4. */
  public FrozenLakeMdp(boolean isLarge, boolean isSlippery) {
    map = isLarge ? LARGE : SMALL;
    table = map.mdp(isSlippery ? 1 / 3.0 : 1, 0, 0);
    timeLimit = isLarge ? 200 : 100;
  }

  /** The map. */
  public GridMap map() {
    return map;
  }

  /** States, actions, probabilities. */
  public FiniteMdp table() {
    return table;
  }

  /** Steps after which Gymnasium truncates an episode. */
  public int timeLimit() {
    return timeLimit;
  }

  /**
   * The probability that a policy reaches the goal from the start within so many steps, exactly.
   */
  public double successProbability(Policy policy, int horizon) {
    return table.expectedReturns(policy, horizon)[map.start()];
  }

  /** The policy that reaches the goal within so many steps most probably; it minds the time. */
  public Policy optimal(int horizon) {
    return table.optimal(horizon);
  }
}
