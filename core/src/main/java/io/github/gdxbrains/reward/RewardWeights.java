package io.github.gdxbrains.reward;

import java.util.Map;

/**
 * The weights of reward terms where they differ from the game's own. They are asked for at the
 * beginning of each episode, on the threads of the arenas; an episode keeps those that it began
 * with.
 */
@FunctionalInterface
public interface RewardWeights {
  /** The weights of a behavior's terms by name; empty if all are the game's own. */
  Map<String, Float> of(String behavior);

  /** Weights that never change, by behavior and term. */
  static RewardWeights of(Map<String, Map<String, Float>> weights) {
    Map<String, Map<String, Float>> constant = Map.copyOf(weights);
    return behavior -> constant.getOrDefault(behavior, Map.of());
  }
}
