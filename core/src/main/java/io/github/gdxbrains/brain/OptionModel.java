package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.policy.ActionDistribution;

/**
 * Options that learned when to end: {@link OptionBrain}.
 *
 * @param network what computes them; its policy head has a policy for each option
 * @param options how many options there are
 * @param epsilon probability with which any option begins in place of the best one, in a brain that
 *     is not to be deterministic
 */
public record OptionModel(NeuralModel network, int options, float epsilon) implements Model {
  /** Checks that sizes agree. */
  public OptionModel {
    int policies = options * new ActionDistribution(network.behavior().actions()).outputs();
    int outputs = policies + 2 * options;
    if (options < 1 || network.network().outputs() != outputs) {
      throw new IllegalArgumentException(
          "a network of " + network.network().outputs() + " outputs does not fit " + options);
    }
  }

  @Override
  public BehaviorSpec behavior() {
    return network.behavior();
  }

  @Override
  public float[] parameters() {
    return network.parameters();
  }

  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    Network net = network.network(backend);
    network.copyTo(net);
    return capacity ->
        new OptionBrain(behavior(), net, options, capacity, deterministic, epsilon, 0);
  }
}
