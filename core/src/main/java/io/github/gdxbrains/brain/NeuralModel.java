package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.explore.Selection;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.policy.ActionValues;
import java.util.Optional;

/**
 * What a neural brain knows: the spaces it fits, its network and its numbers.
 *
 * @param behavior whose observations and actions it takes
 * @param network with a head {@link NeuralBrain#POLICY}, or {@link ValueBrain#VALUES} if there are
 *     {@code values}
 * @param parameters in the order of {@link ParameterLayout}
 * @param mean of each input, subtracted by the normaliser; empty if the network has none
 * @param scale of each input, multiplied by the normaliser; empty if the network has none
 * @param values how the network's outputs tell the values of options; empty if they are a policy as
 *     {@link io.github.gdxbrains.policy.ActionDistribution} wants it
 */
public record NeuralModel(
    BehaviorSpec behavior,
    NetworkSpec network,
    float[] parameters,
    float[] mean,
    float[] scale,
    Optional<ActionValues> values)
    implements Model {
  /** ε of a brain that knows values and is not to be deterministic (Mnih et al. 2015). */
  private static final float EPSILON = 0.05f;

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

  /** A model whose network is a policy. */
  public NeuralModel(
      BehaviorSpec behavior, NetworkSpec network, float[] parameters, float[] mean, float[] scale) {
    this(behavior, network, parameters, mean, scale, Optional.empty());
  }

  /**
   * A copy of what a network has learned.
   *
   * @param normalizer statistics of the network's inputs; unused if it does not normalise
   * @param values as of the record
   */
  public static NeuralModel of(
      BehaviorSpec behavior,
      Network network,
      RunningStatistics normalizer,
      Optional<ActionValues> values) {
    NetworkSpec spec = network.spec();
    float[] parameters = new float[network.parameterCount()];
    network.getParameters(parameters);
    float[] mean = new float[spec.normalize() ? spec.inputs() : 0];
    float[] scale = new float[mean.length];
    if (spec.normalize()) {
      normalizer.write(mean, scale);
    }
    return new NeuralModel(behavior, spec, parameters, mean, scale, values);
  }

  /** {@inheritDoc} Where the backend lacks one of the network's layers, the best one computes. */
  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    Network net = network(backend);
    copyTo(net);
    return brains(net, deterministic);
  }

  /**
   * Brains that play by whatever numbers a network has: this model's after {@link #copyTo}, or
   * those of another model of the same behavior and spec.
   *
   * @param net of this model's spec
   */
  public BrainSource brains(Network net, boolean deterministic) {
    if (values.isEmpty()) {
      return capacity -> new NeuralBrain(behavior, net, capacity, deterministic);
    }
    Selection selection = deterministic ? Selection.greedy() : new Selection.EpsilonGreedy(EPSILON);
    return capacity ->
        new ValueBrain(behavior, net, values.get(), capacity, selection, new float[0]);
  }

  /**
   * A network of this model's spec, without its numbers. Where the backend lacks one of its layers,
   * the best one computes.
   */
  public Network network(Backend backend) {
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
