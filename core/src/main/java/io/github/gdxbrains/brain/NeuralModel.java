package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.parallel.Workers;

/**
 * What a neural brain knows: the spaces it fits, its network and its numbers.
 *
 * @param behavior whose observations and actions it takes
 * @param network with a head {@code policy} as {@link
 *     io.github.gdxbrains.policy.ActionDistribution} wants it
 * @param parameters in the order of {@link ParameterLayout}
 * @param mean of each input, subtracted by the normaliser; empty if the network has none
 * @param scale of each input, multiplied by the normaliser; empty if the network has none
 */
public record NeuralModel(
    BehaviorSpec behavior, NetworkSpec network, float[] parameters, float[] mean, float[] scale) {
  /** Checks that sizes agree. */
  public NeuralModel {
    int expected = new ParameterLayout(network).size();
    if (parameters.length != expected) {
      throw new IllegalArgumentException(
          "the network has " + expected + " parameters, but " + parameters.length + " are given");
    }
    int statistics = network.normalize() ? network.inputs() : 0;
    if (mean.length != statistics || scale.length != statistics) {
      throw new IllegalArgumentException(
          "the normaliser has " + statistics + " inputs, but " + mean.length + " are given");
    }
  }

  /**
   * A brain that plays by this model as well as it can: the most likely actions, computed by the
   * fastest backend there is.
   *
   * @param maxAgents the most agents that it decides for at once
   */
  public Brain brain(int maxAgents) {
    return brains(Backends.best(), true).brain(maxAgents);
  }

  /**
   * Brains that play by this model, as it is now.
   *
   * @param backend computes; where it cannot compute one of the network's layers, {@link
   *     Backends#best} does
   */
  public BrainSource brains(Backend backend, boolean deterministic) {
    Network net = network(backend);
    copyTo(net);
    return capacity -> new NeuralBrain(behavior, net, capacity, deterministic);
  }

  private Network network(Backend backend) {
    try {
      return backend.network(network, Workers.single());
    } catch (IllegalArgumentException unable) {
      return Backends.best().network(network, Workers.single());
    }
  }

  /** Gives a network of the same spec this model's numbers. */
  public void copyTo(Network net) {
    net.setParameters(parameters);
    if (network.normalize()) {
      net.setNormalizer(mean, scale);
    }
  }
}
