package io.github.gdxbrains.game.corridor;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.game.mdp.FiniteMdp;

/**
 * The corridor of an episode. Cells are numbered from the left: 0 holds the distractor, episodes
 * begin in {@link #START}, the last one is the goal.
 *
 * @param length cells
 * @param distractor what the treasure at the left end is worth
 * @param stepPenalty what every step costs
 * @param maxSteps steps after which an episode is truncated
 */
record CorridorRules(int length, double distractor, double stepPenalty, int maxSteps) {
  /** Where episodes begin. */
  static final int START = 1;

  /** Actions. */
  static final int LEFT = 0;

  static final int RIGHT = 1;

  /** Rules from parameters, for a corridor that has so many cells for as long as it stands. */
  static CorridorRules of(int length, Parameters parameters) {
    return new CorridorRules(
        length,
        decimal(parameters.get(Corridor.DISTRACTOR)),
        decimal(parameters.get(Corridor.STEP_PENALTY)),
        parameters.count(Corridor.MAX_STEPS));
  }

  /** The decimal number that a float stands for. */
  private static double decimal(float value) {
    return Math.round(value * 1e6) / 1e6;
  }

  /** One outcome for each action: a step. Both ends are terminal, the right one is worth 1. */
  FiniteMdp mdp() {
    int goal = length - 1;
    FiniteMdp.Builder mdp =
        new FiniteMdp.Builder(length, 2, 1)
            .stepReward(-stepPenalty)
            .terminal(0)
            .reward(0, distractor)
            .terminal(goal)
            .reward(goal, 1);
    for (int cell = 1; cell < goal; cell++) {
      mdp.outcome(cell, LEFT, 0, 1, cell - 1).outcome(cell, RIGHT, 0, 1, cell + 1);
    }
    return mdp.build();
  }
}
