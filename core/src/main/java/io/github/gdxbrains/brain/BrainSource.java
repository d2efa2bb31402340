package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.Brain;

/**
 * Makes brains that share what they know, one for each thread. Parameters that change behind them
 * are seen by all at their next decision.
 */
@FunctionalInterface
public interface BrainSource {
  /**
   * Makes a brain.
   *
   * @param capacity the most rows it will be asked to decide at once
   */
  Brain brain(int capacity);
}
