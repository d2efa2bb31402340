package io.github.gdxbrains.learner.ppo;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Advantages;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * PPO, top to bottom: network, advantages, minibatches, losses and their gradients, the step, early
 * stopping, metrics. The numbers in the comments are those of {@code docs/details/ppo.md}.
 */
public final class PpoLearner implements Learner {
  private static final float HIDDEN_GAIN = (float) Math.sqrt(2);
  private static final float POLICY_GAIN = 0.01f;
  private static final float VALUE_GAIN = 1f;
  private static final float ADVANTAGE_EPSILON = 1e-8f;
  private static final int LANES_PER_TASK = 64;

  // sums over a minibatch, kept per shard so that their order is fixed
  private static final int POLICY_LOSS = 0;
  private static final int VALUE_LOSS = 1;
  private static final int ENTROPY = 2;
  private static final int KL = 3;
  private static final int CLIPPED = 4;
  private static final int STATISTICS = 5;

  private final BehaviorSpec behavior;
  private final BehaviorConfig config;
  private final PpoConfig ppo;
  private final int lanes;
  private final Workers workers;
  private final ActionDistribution distribution;
  private final NetworkSpec spec;
  private final Network network;
  private final Network.Training training;
  private final RunningStatistics normalizer;
  private final RandomStream random;
  private final Sequences input;
  private final int policyOutput;
  private final int valueOutput;
  private final int outputsPerRow;
  private final float[] normalizerMeans;
  private final float[] normalizerScales;

  /** Parameters as {@link #isFinite} looks at them. */
  private final float[] checked;

  private float learningRateFactor = 1;

  private float[] advantages = {};
  private float[] returns = {};
  private int[] indices = {};
  private final float[] minibatchAdvantages;
  private final double[][] statistics;
  private final double[] totals = new double[STATISTICS];

  // the minibatch at hand, read by the loss on several threads
  private Rollout rollout;
  private int minibatchStart;
  private int minibatchRows;
  private float epsilon;
  private float beta;
  private final Network.Loss loss = this::gradient;
  private final IntConsumer advantageTask = this::computeAdvantages;

  /**
   * A learner with fresh parameters.
   *
   * @throws UserError if the rollout would be smaller than one decision of each agent
   */
  public PpoLearner(LearnerContext context) {
    behavior = context.behavior();
    config = context.config();
    ppo = (PpoConfig) config.hyperparameters();
    lanes = context.lanes();
    workers = context.workers();
    try {
      ppo.requireRoomFor(lanes);
    } catch (InvalidValue tooSmall) {
      throw new UserError(behavior.name() + ": " + tooSmall.getMessage(), tooSmall);
    }
    distribution = new ActionDistribution(behavior.actions());
    random = new RandomStream(context.seed());
    spec = network(behavior, config.networkSettings(), ppo.sharedCritic(), distribution);
    network = context.backend().network(spec, workers);
    training = network.training(ppo.batchSize(), ppo.steps()); // detail 3
    network.setParameters(Initializer.parameters(spec, random)); // detail 2
    normalizer = new RunningStatistics(spec.inputs());
    normalizerMeans = new float[spec.inputs()];
    normalizerScales = new float[spec.inputs()];
    checked = new float[network.parameterCount()];
    input = Sequences.rows(ppo.batchSize(), spec.inputs());
    policyOutput = spec.offset(NeuralBrain.POLICY);
    valueOutput = spec.offset(NeuralBrain.VALUE);
    outputsPerRow = spec.outputs();
    minibatchAdvantages = new float[ppo.batchSize()];
    statistics = new double[training.shards(ppo.batchSize())][STATISTICS];
  }

  /** Detail 1: policy and critic have hidden layers of their own unless {@code shared_critic}. */
  private static NetworkSpec network(
      BehaviorSpec behavior,
      NetworkSettings settings,
      boolean shared,
      ActionDistribution distribution) {
    List<Layer> hidden = new ArrayList<>();
    for (int i = 0; i < settings.numLayers(); i++) {
      hidden.add(new Layer.Dense(settings.hiddenUnits(), settings.activation(), HIDDEN_GAIN));
    }
    Head policy = new Head(NeuralBrain.POLICY, distribution.outputs(), POLICY_GAIN);
    Head value = new Head(NeuralBrain.VALUE, 1, VALUE_GAIN);
    int inputs = behavior.observations().inputs();
    List<Trunk> trunks =
        shared
            ? List.of(new Trunk(hidden, List.of(policy, value)))
            : List.of(new Trunk(hidden, List.of(policy)), new Trunk(hidden, List.of(value)));
    return new NetworkSpec(inputs, settings.normalize(), trunks);
  }

  @Override
  public int horizon() {
    return ppo.bufferSize() / lanes;
  }

  @Override
  public int columns() {
    return NeuralBrain.columns(behavior);
  }

  @Override
  public BrainSource acting() {
    return capacity -> new NeuralBrain(behavior, network, capacity, false);
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    float learningRate = learningRateFactor * ppo.learningRateAt(progress); // detail 13
    int n = begin(rollout, progress);

    // detail 5: several passes over shuffled minibatches
    Arrays.fill(totals, 0);
    double gradientNorm = 0;
    long rows = 0;
    int minibatches = 0;
    boolean stopped = false;
    for (int epoch = 0; epoch < ppo.numEpoch() && !stopped; epoch++) {
      random.shuffle(indices, n);
      for (int start = 0; start < n && !stopped; start += ppo.batchSize()) {
        gather(start, Math.min(ppo.batchSize(), n - start));
        training.forwardBackward(input.use(minibatchRows), loss);
        double kl = addStatistics();
        rows += minibatchRows;
        minibatches++;
        if (ppo.targetKl().isPresent() && kl > 1.5 * ppo.targetKl().getAsDouble()) {
          training.zeroGradients(); // detail 9: stop before the step that would go further
          stopped = true;
        } else {
          gradientNorm += training.step(learningRate, ppo.maxGradNorm()); // detail 8
        }
      }
    }

    metrics.put("policy_loss", totals[POLICY_LOSS] / rows);
    metrics.put("value_loss", totals[VALUE_LOSS] / rows);
    metrics.put("entropy", totals[ENTROPY] / rows);
    metrics.put("approx_kl", totals[KL] / rows);
    metrics.put("clip_fraction", totals[CLIPPED] / rows);
    metrics.put("explained_variance", explainedVariance(n));
    metrics.put("gradient_norm", gradientNorm / Math.max(1, minibatches));
    metrics.put("learning_rate", learningRate);
    metrics.put("epsilon", epsilon);
    metrics.put("beta", beta);
    updateNormalizer();
  }

  /**
   * Detail 4: advantages, with the values that the critic had while acting; returns their number.
   */
  int begin(Rollout rollout, double progress) {
    this.rollout = rollout;
    epsilon = ppo.epsilonSchedule().at(ppo.epsilon(), progress, 0.1f); // ML-Agents' floor
    beta = ppo.betaSchedule().at(ppo.beta(), progress, 1e-5f); // ML-Agents' floor
    reserve(rollout);
    workers.run((rollout.lanes() + LANES_PER_TASK - 1) / LANES_PER_TASK, advantageTask);
    return rollout.indices(indices);
  }

  private void reserve(Rollout rollout) {
    if (advantages.length < rollout.slots()) {
      advantages = new float[rollout.slots()];
      returns = new float[rollout.slots()];
      indices = new int[rollout.slots()];
    }
  }

  private void computeAdvantages(int task) {
    Advantages.gae(
        rollout,
        task * LANES_PER_TASK,
        Math.min(rollout.lanes(), (task + 1) * LANES_PER_TASK),
        NeuralBrain.VALUE_COLUMN,
        config.extrinsic().gamma(),
        ppo.lambd(),
        config.extrinsic().strength(),
        config.timeHorizon(),
        advantages,
        returns);
  }

  /** Copies a minibatch's observations and advantages; detail 6: normalises the latter. */
  void gather(int start, int rows) {
    minibatchStart = start;
    minibatchRows = rows;
    int inputs = rollout.inputs();
    float[] values = input.values();
    float[] observations = rollout.observations();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < minibatchRows; i++) {
      int index = indices[minibatchStart + i];
      System.arraycopy(observations, index * inputs, values, i * inputs, inputs);
      float advantage = advantages[index];
      minibatchAdvantages[i] = advantage;
      sum += advantage;
      squares += (double) advantage * advantage;
    }
    if (ppo.normalizeAdvantage() && minibatchRows > 1) {
      double mean = sum / minibatchRows;
      double variance = Math.max(0, squares - sum * mean) / (minibatchRows - 1);
      float scale = (float) (1 / (Math.sqrt(variance) + ADVANTAGE_EPSILON));
      for (int i = 0; i < minibatchRows; i++) {
        minibatchAdvantages[i] = (minibatchAdvantages[i] - (float) mean) * scale;
      }
    }
  }

  /**
   * The gradient of the minibatch's loss with respect to the network's outputs, for some rows:
   * minus the clipped surrogate (arXiv:1707.06347 eq. 7), plus {@code vf_coef} times the squared
   * error of the value, minus {@code beta} times the entropy (eq. 9).
   */
  void gradient(int shard, int firstRow, int rows, float[] outputs, float[] outputGradients) {
    double[] sums = statistics[shard];
    Arrays.fill(sums, 0);
    float perRow = 1f / minibatchRows;
    int columns = rollout.columnCount();
    int branches = distribution.branchCount();
    int options = distribution.options();
    for (int row = 0; row < rows; row++) {
      int index = indices[minibatchStart + firstRow + row];
      int policy = row * outputsPerRow + policyOutput;
      int value = row * outputsPerRow + valueOutput;
      float advantage = minibatchAdvantages[firstRow + row];

      // r = π(a|s) / π_old(a|s); L = -min(r A, clip(r, 1 - ε, 1 + ε) A)
      float logProb =
          distribution.logProb(
              outputs,
              policy,
              rollout.forbidden(),
              index * options,
              rollout.choices(),
              index * branches,
              rollout.columns(),
              index * columns + NeuralBrain.NUMBERS,
              outputGradients,
              policy);
      float logRatio = logProb - rollout.columns()[index * columns + NeuralBrain.LOG_PROB];
      float ratio = (float) Math.exp(logRatio);
      float clippedRatio = Math.max(1 - epsilon, Math.min(1 + epsilon, ratio));
      float surrogate = ratio * advantage;
      float clippedSurrogate = clippedRatio * advantage;
      boolean isClipped = clippedSurrogate < surrogate;
      // ∂L/∂ log π = -r A where the unclipped term is the smaller one, else 0
      float byLogProb = isClipped ? 0 : -surrogate * perRow;
      sums[POLICY_LOSS] -= Math.min(surrogate, clippedSurrogate);
      sums[ENTROPY] += distribution.entropy(outputGradients, policy);
      sums[KL] += ratio - 1 - logRatio; // detail 10: the low-variance estimator k3
      sums[CLIPPED] += Math.abs(ratio - 1) > epsilon ? 1 : 0;
      distribution.gradient(
          byLogProb, -beta * perRow, rollout.choices(), index * branches, outputGradients, policy);

      // detail 7: value loss (V - R)², optionally the larger of that and its clipped twin
      float error = outputs[value] - returns[index];
      float squared = error * error;
      float byValue = 2 * error;
      if (ppo.clipRangeVf().isPresent()) {
        float range = (float) ppo.clipRangeVf().getAsDouble();
        float old = rollout.columns()[index * columns + NeuralBrain.VALUE_COLUMN];
        float moved = outputs[value] - old;
        float clippedError = old + Math.max(-range, Math.min(range, moved)) - returns[index];
        if (clippedError * clippedError > squared) {
          squared = clippedError * clippedError;
          byValue = Math.abs(moved) < range ? 2 * clippedError : 0;
        }
      }
      sums[VALUE_LOSS] += squared;
      outputGradients[value] = ppo.vfCoef() * perRow * byValue;
    }
  }

  /** Adds the shards' sums in order; returns the minibatch's mean KL divergence. */
  private double addStatistics() {
    double kl = 0;
    int shards = training.shards(minibatchRows);
    for (int shard = 0; shard < shards; shard++) {
      for (int i = 0; i < STATISTICS; i++) {
        totals[i] += statistics[shard][i];
      }
      kl += statistics[shard][KL];
    }
    return kl / minibatchRows;
  }

  /** {@code 1 - Var(R - V) / Var(R)} of the critic as it was while acting. */
  private double explainedVariance(int n) {
    double sum = 0;
    double squares = 0;
    double errorSum = 0;
    double errorSquares = 0;
    for (int i = 0; i < n; i++) {
      double target = returns[indices[i]];
      double error = advantages[indices[i]]; // R - V
      sum += target;
      squares += target * target;
      errorSum += error;
      errorSquares += error * error;
    }
    double variance = squares / n - (sum / n) * (sum / n);
    double errorVariance = errorSquares / n - (errorSum / n) * (errorSum / n);
    return variance > 0 ? 1 - errorVariance / variance : Double.NaN;
  }

  /** Detail 11: statistics change after the update, so that its first ratios are exactly 1. */
  private void updateNormalizer() {
    if (spec.normalize()) {
      for (int lane = 0; lane < rollout.lanes(); lane++) {
        normalizer.add(
            rollout.observations(), rollout.first(lane) * rollout.inputs(), rollout.count(lane));
      }
      applyNormalizer();
    }
  }

  private void applyNormalizer() {
    if (spec.normalize()) {
      writeNormalizer(normalizerMeans, normalizerScales);
      network.setNormalizer(normalizerMeans, normalizerScales);
    }
  }

  /** Inputs as they are before the first update. */
  private void writeNormalizer(float[] means, float[] scales) {
    if (normalizer.count() > 0) {
      normalizer.write(means, scales);
    } else {
      Arrays.fill(means, 0);
      Arrays.fill(scales, 1);
    }
  }

  @Override
  public NeuralModel model() {
    float[] parameters = new float[network.parameterCount()];
    network.getParameters(parameters);
    float[] means = new float[spec.normalize() ? spec.inputs() : 0];
    float[] scales = new float[means.length];
    if (spec.normalize()) {
      writeNormalizer(means, scales);
    }
    return new NeuralModel(behavior, spec, parameters, means, scales);
  }

  @Override
  public boolean isFinite() {
    network.getParameters(checked);
    for (float parameter : checked) {
      if (!Float.isFinite(parameter)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void scaleLearningRate(float factor) {
    learningRateFactor *= factor;
  }

  @Override
  public void perturb(long number) {
    random.reseed(RandomStream.derive(random.nextLong(), number));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    float[] parameters = new float[network.parameterCount()];
    float[][] moments = new float[training.optimizer().moments()][parameters.length];
    network.getParameters(parameters);
    training.getOptimizer(moments);
    out.writeUTF(architecture());
    out.writeUTF(optimizer());
    out.writeInt(parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      out.writeFloat(parameters[i]);
      for (float[] moment : moments) {
        out.writeFloat(moment[i]);
      }
    }
    out.writeLong(training.steps());
    out.writeFloat(learningRateFactor);
    long[] state = new long[4];
    random.save(state, 0);
    for (long word : state) {
      out.writeLong(word);
    }
    double[] saved = new double[normalizer.savedSize()];
    normalizer.save(saved, 0);
    for (double number : saved) {
      out.writeDouble(number);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    requireSame("network", in.readUTF(), architecture());
    requireSame("optimizer", in.readUTF(), optimizer());
    int count = in.readInt();
    float[] parameters = new float[count];
    float[][] moments = new float[training.optimizer().moments()][count];
    for (int i = 0; i < count; i++) {
      parameters[i] = in.readFloat();
      for (float[] moment : moments) {
        moment[i] = in.readFloat();
      }
    }
    network.setParameters(parameters);
    training.setOptimizer(in.readLong(), moments);
    learningRateFactor = in.readFloat();
    long[] state = new long[4];
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readLong();
    }
    random.restore(state, 0);
    double[] numbers = new double[normalizer.savedSize()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    normalizer.restore(numbers, 0);
    applyNormalizer();
  }

  private void requireSame(String what, String saved, String wanted) {
    if (!saved.equals(wanted)) {
      throw new UserError(
          "cannot resume: the checkpoint's "
              + what
              + " for "
              + behavior.name()
              + " is "
              + saved
              + ", the experiment's "
              + wanted);
    }
  }

  /** The optimiser as far as it decides what is remembered: {@code sgd with 1 moments}. */
  private String optimizer() {
    String name = ppo.optimizer().name().toLowerCase(Locale.ROOT);
    return name + " with " + training.optimizer().moments() + " moments";
  }

  /** The network in a few words: {@code 4 inputs, 2 x 64 tanh, 2 outputs}. */
  private String architecture() {
    NetworkSettings settings = config.networkSettings();
    return spec.inputs()
        + (spec.normalize() ? " normalised" : "")
        + " inputs, "
        + settings.numLayers()
        + " x "
        + settings.hiddenUnits()
        + " "
        + settings.activation().name().toLowerCase(Locale.ROOT)
        + (ppo.sharedCritic() ? ", shared critic, " : ", ")
        + distribution.outputs()
        + " outputs";
  }

  @Override
  public void close() {
    network.close();
  }
}
