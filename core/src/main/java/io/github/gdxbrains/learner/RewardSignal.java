package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;

/**
 * One stream of rewards: {@code reward_signals}.
 *
 * @param gamma discount per tick of the game, in [0, 1]
 * @param strength what rewards are multiplied by
 */
public record RewardSignal(float gamma, float strength) {
  /** ML-Agents' defaults: 0.99 and 1. */
  public static final RewardSignal DEFAULT = new RewardSignal(0.99f, 1f);

  /** Checks the ranges. */
  public RewardSignal {
    InvalidValue.unlessWithin("gamma", gamma, 0, 1);
    InvalidValue.unlessAtLeast("strength", strength, 0);
  }
}
