package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A policy that learns by PPO's clipped surrogate, of advantages that it is given: the one half of
 * a learner whose {@link Critic} has a network of its own.
 *
 * <p>An update is {@link #begin}, then for each minibatch {@link #clear}, {@link #add} for each
 * decision and {@link #learn}, then {@link #report} and {@link #observe}.
 */
public final class Actor implements AutoCloseable {
  private static final float POLICY_GAIN = 0.01f;

  private final BehaviorSpec behavior;
  private final NetworkSettings settings;
  private final TeamPpoConfig ppo;
  private final ActionDistribution distribution;
  private final RandomStream random;
  private final NetworkSpec spec;
  private final Network network;
  private final Network.Training training;
  private final RunningStatistics normalizer;
  private final float[] means;
  private final float[] scales;
  private final float[] checked;
  private final double[][] statistics; // kept per shard, so that their order is fixed
  private final double[] totals = new double[ClippedLosses.STATISTICS];
  private final Network.Loss loss = this::gradient;

  // the update at hand
  private Rollout rollout;
  private float epsilon;
  private float beta;
  private long decisions;
  private double gradientNorm;
  private int steps;

  // the minibatch at hand
  private final Sequences input;
  private final int[] transitions;
  private final float[] advantages;
  private int size;

  /**
   * A policy with fresh parameters.
   *
   * @param context whose hyperparameters are a {@link TeamPpoConfig}
   * @param rows the most decisions of a minibatch
   * @param random draws the parameters, and is saved with the policy
   */
  public Actor(LearnerContext context, int rows, RandomStream random) {
    behavior = context.behavior();
    settings = context.config().networkSettings();
    ppo = (TeamPpoConfig) context.config().hyperparameters();
    this.random = random;
    distribution = new ActionDistribution(behavior.actions());
    Head policy = new Head(NeuralBrain.POLICY, distribution.outputs(), POLICY_GAIN);
    spec = Networks.network(behavior.observations(), settings, List.of(List.of(policy)));
    network = context.backend().network(spec, context.workers());
    training = network.training(rows, ppo.steps());
    network.setParameters(Initializer.parameters(spec, random));
    normalizer = new RunningStatistics(spec.inputs());
    means = new float[spec.inputs()];
    scales = new float[spec.inputs()];
    normalizer.write(means, scales);
    checked = new float[network.parameterCount()];
    statistics = new double[training.shards(rows)][ClippedLosses.STATISTICS];
    input = Sequences.rows(rows, spec.inputs());
    transitions = new int[rows];
    advantages = new float[rows];
  }

  /** Brains that explore. */
  public BrainSource acting() {
    return capacity -> new NeuralBrain(behavior, network, capacity, false);
  }

  /** Columns that they write. */
  public int columns() {
    return NeuralBrain.columns(behavior, spec);
  }

  /** Begins to learn from a rollout. */
  public void begin(Rollout rollout, double progress) {
    this.rollout = rollout;
    epsilon = ppo.epsilonAt(progress);
    beta = ppo.betaAt(progress);
    Arrays.fill(totals, 0);
    decisions = 0;
    gradientNorm = 0;
    steps = 0;
  }

  /** Begins a minibatch. */
  public void clear() {
    size = 0;
  }

  /** Decisions in the minibatch. */
  public int size() {
    return size;
  }

  /** Adds a decision: a transition of the rollout, finished or still open. */
  public void add(int index, float advantage) {
    int inputs = input.inputs();
    System.arraycopy(rollout.observations(), index * inputs, input.values(), size * inputs, inputs);
    transitions[size] = index;
    advantages[size] = advantage;
    size++;
  }

  /**
   * Takes a step by the minibatch.
   *
   * @return false if the policy has gone too far from the one that acted, and no step was taken
   */
  public boolean learn(float learningRate) {
    if (ppo.normalizeAdvantage() && size > 1) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < size; row++) {
        sum += advantages[row];
        squares += (double) advantages[row] * advantages[row];
      }
      ClippedLosses.normalize(advantages, size, size, sum, squares);
    }
    training.forwardBackward(input.use(size), loss);
    decisions += size;
    steps++;
    double kl = addStatistics() / size;
    if (ppo.targetKl().isPresent() && kl > 1.5 * ppo.targetKl().getAsDouble()) {
      training.zeroGradients();
      return false;
    }
    gradientNorm += training.step(learningRate, ppo.maxGradNorm());
    return true;
  }

  /** The gradient of the minibatch's loss with respect to the outputs of some rows. */
  void gradient(int shard, int firstRow, int rows, float[] outputs, float[] outputGradients) {
    int width = distribution.outputs();
    for (int row = 0; row < rows; row++) {
      ClippedLosses.policy(
          distribution,
          rollout,
          transitions[firstRow + row],
          advantages[firstRow + row],
          epsilon,
          beta,
          1f / size,
          outputs,
          outputGradients,
          row * width,
          statistics[shard]);
    }
  }

  /** Adds the shards' sums in order and clears them; returns the minibatch's KL divergence. */
  private double addStatistics() {
    double kl = 0;
    int shards = training.shards(size);
    for (int shard = 0; shard < shards; shard++) {
      double[] sums = statistics[shard];
      kl += sums[ClippedLosses.KL];
      for (int i = 0; i < sums.length; i++) {
        totals[i] += sums[i];
        sums[i] = 0;
      }
    }
    return kl;
  }

  /** Says how the update went. */
  public void report(Metrics metrics) {
    metrics.put("policy_loss", totals[ClippedLosses.POLICY_LOSS] / decisions);
    metrics.put("entropy", totals[ClippedLosses.ENTROPY] / decisions);
    metrics.put("approx_kl", totals[ClippedLosses.KL] / decisions);
    metrics.put("clip_fraction", totals[ClippedLosses.CLIPPED] / decisions);
    metrics.put("gradient_norm", gradientNorm / Math.max(1, steps));
    metrics.put("epsilon", epsilon);
    metrics.put("beta", beta);
  }

  /** Lets the normaliser see what the agents saw, which changes what the policy says. */
  public void observe() {
    if (spec.normalize()) {
      rollout.addTo(normalizer);
      applyNormalizer();
    }
  }

  private void applyNormalizer() {
    if (spec.normalize()) {
      normalizer.write(means, scales);
      network.setNormalizer(means, scales);
    }
  }

  /** What the normaliser subtracts from each number of an observation. */
  public float[] means() {
    return means;
  }

  /** What the normaliser then multiplies each number by. */
  public float[] scales() {
    return scales;
  }

  /** Whether the normaliser leaves each number of an observation as it is, such as pixels. */
  public boolean[] raw() {
    Structure structure = spec.structure();
    boolean[] raw = new boolean[spec.inputs()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = structure.isRaw(i);
    }
    return raw;
  }

  /** A copy of the policy. */
  public NeuralModel model() {
    return NeuralModel.of(behavior, network, normalizer, Optional.empty());
  }

  /** Whether all parameters are finite numbers. */
  public boolean isFinite() {
    return Networks.isFinite(network, checked);
  }

  private SavedTraining saved() {
    return new SavedTraining(
        behavior.name(),
        Networks.inWords(spec, settings) + ", " + distribution.outputs() + " outputs",
        ppo.optimizer(),
        network,
        training,
        random,
        normalizer);
  }

  /** Writes everything. */
  public void save(DataOutput out) throws IOException {
    saved().save(out);
  }

  /** Restores what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    saved().load(in);
    applyNormalizer();
  }

  @Override
  public void close() {
    network.close();
  }
}
