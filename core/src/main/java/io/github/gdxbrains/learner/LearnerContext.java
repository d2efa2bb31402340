package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.parallel.Workers;

/**
 * What a learner is made for.
 *
 * @param behavior whose brain it improves
 * @param config how
 * @param backend computes its networks
 * @param workers the threads it may use
 * @param lanes how many agents feed it
 * @param seed of its initialisation and shuffles
 */
public record LearnerContext(
    BehaviorSpec behavior,
    BehaviorConfig config,
    Backend backend,
    Workers workers,
    int lanes,
    long seed) {
  /**
   * A network with all parameters zero on the backend.
   *
   * @throws UserError if the backend lacks one of its layers; the message names it
   */
  public Network network(NetworkSpec spec) {
    try {
      return backend.network(spec, workers);
    } catch (IllegalArgumentException refused) {
      throw new UserError(behavior.name() + "'s network: " + refused.getMessage(), refused);
    }
  }
}
