package io.github.gdxbrains.learner.ppo;

import static java.util.stream.Collectors.joining;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.ClippedLosses;
import io.github.gdxbrains.learner.IntrinsicReward;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.Networks;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.SavedTraining;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Advantages;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * PPO, top to bottom: network, advantages, minibatches, losses and their gradients, the step, early
 * stopping, metrics. The numbers in the comments are those of {@code docs/details/ppo.md}.
 */
public final class PpoLearner implements Learner {
  private static final float POLICY_GAIN = 0.01f;
  private static final float VALUE_GAIN = 1f;
  private static final int LANES_PER_TASK = 64;

  /** In place of a transition, of rows behind the end of a sequence. */
  private static final int PADDING = -1;

  /** A reward of the learner's own making, with what follows from it. */
  private static final class Signal {
    private final IntrinsicReward reward;
    private final int column;
    private final int output;
    private float[] rewards = {};
    private float[] advantages = {};
    private float[] returns = {};

    private Signal(IntrinsicReward reward, int column, int output) {
      this.reward = reward;
      this.column = column;
      this.output = output;
    }

    private void reserve(int slots) {
      rewards = new float[slots];
      advantages = new float[slots];
      returns = new float[slots];
    }
  }

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
  private final int steps;
  private final int stateColumn;
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
  private int[] sequences = {};
  private final float[] minibatchAdvantages;
  private final double[][] statistics; // kept per shard, so that their order is fixed
  private final double[] totals = new double[ClippedLosses.STATISTICS];

  // detail 19: rewards beside the game's, each with a value of its own
  private final Signal[] signals;

  // the minibatch at hand, read by the loss on several threads
  private Rollout rollout;
  private final int[] transitions;
  private int minibatchSequences;
  private int minibatchSize;
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
    // detail 1: policy and critic share no layers unless shared_critic
    Head policy = new Head(NeuralBrain.POLICY, distribution.outputs(), POLICY_GAIN);
    Head value = new Head(NeuralBrain.VALUE, config.rewardSignals().size(), VALUE_GAIN);
    spec =
        Networks.network(
            behavior.observations(),
            config.networkSettings(),
            ppo.sharedCritic()
                ? List.of(List.of(policy, value))
                : List.of(List.of(policy), List.of(value)));
    network = context.backend().network(spec, workers);
    // detail 15: with a memory, minibatches are whole sequences; without, of one decision each
    steps =
        config.networkSettings().memory().isPresent()
            ? Math.min(config.networkSettings().memory().get().sequenceLength(), horizon())
            : 1;
    int rows = Math.max(1, ppo.batchSize() / steps) * steps;
    training = network.training(rows, ppo.steps()); // detail 3
    network.setParameters(Initializer.parameters(spec, random)); // detail 2
    normalizer = new RunningStatistics(spec.inputs());
    normalizerMeans = new float[spec.inputs()];
    normalizerScales = new float[spec.inputs()];
    checked = new float[network.parameterCount()];
    input = new Sequences(rows, spec.inputs(), spec.stateSize());
    transitions = new int[rows];
    stateColumn = NeuralBrain.stateColumn(behavior);
    policyOutput = spec.offset(NeuralBrain.POLICY);
    valueOutput = spec.offset(NeuralBrain.VALUE);
    outputsPerRow = spec.outputs();
    minibatchAdvantages = new float[rows];
    statistics = new double[training.shards(rows)][ClippedLosses.STATISTICS];
    List<IntrinsicReward> rewards = IntrinsicReward.of(context, ppo.batchSize(), ppo.numEpoch());
    signals = new Signal[rewards.size()];
    for (int i = 0; i < signals.length; i++) {
      int column = NeuralBrain.valueColumn(behavior, spec, i + 1);
      signals[i] = new Signal(rewards.get(i), column, valueOutput + i + 1);
    }
  }

  @Override
  public int horizon() {
    return ppo.bufferSize() / lanes;
  }

  @Override
  public int columns() {
    return NeuralBrain.columns(behavior, spec);
  }

  @Override
  public boolean wantsFinalObservations() {
    return signals.length > 0;
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
    long decisions = 0;
    int most = transitions.length / steps;
    int minibatches = 0;
    boolean stopped = false;
    for (int epoch = 0; epoch < ppo.numEpoch() && !stopped; epoch++) {
      random.shuffle(sequences, n);
      for (int start = 0; start < n && !stopped; start += most) {
        gather(start, Math.min(most, n - start));
        training.forwardBackward(input.use(minibatchSequences, steps), loss);
        double kl = addStatistics();
        decisions += minibatchSize;
        minibatches++;
        if (ppo.targetKl().isPresent() && kl > 1.5 * ppo.targetKl().getAsDouble()) {
          training.zeroGradients(); // detail 9: stop before the step that would go further
          stopped = true;
        } else {
          gradientNorm += training.step(learningRate, ppo.maxGradNorm()); // detail 8
        }
      }
    }

    metrics.put("policy_loss", totals[ClippedLosses.POLICY_LOSS] / decisions);
    metrics.put("value_loss", totals[ClippedLosses.VALUE_LOSS] / decisions);
    metrics.put("entropy", totals[ClippedLosses.ENTROPY] / decisions);
    metrics.put("approx_kl", totals[ClippedLosses.KL] / decisions);
    metrics.put("clip_fraction", totals[ClippedLosses.CLIPPED] / decisions);
    metrics.put("explained_variance", Advantages.explainedVariance(rollout, advantages, returns));
    metrics.put("gradient_norm", gradientNorm / Math.max(1, minibatches));
    metrics.put("learning_rate", learningRate);
    metrics.put("epsilon", epsilon);
    metrics.put("beta", beta);
    for (Signal signal : signals) {
      report(signal, metrics);
      signal.reward.learn(metrics);
    }
    updateNormalizer();
  }

  /** The means over all decisions of a reward, before strength, and of its value. */
  private void report(Signal signal, Metrics metrics) {
    double reward = 0;
    double value = 0;
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      for (int index = first; index < first + rollout.count(lane); index++) {
        reward += signal.rewards[index];
        value += rollout.columns()[index * rollout.columnCount() + signal.column];
      }
    }
    metrics.put(signal.reward.name() + "/reward", reward / rollout.size());
    metrics.put(signal.reward.name() + "/value", value / rollout.size());
  }

  /**
   * Detail 4: advantages, with the values that the critic had while acting. Detail 15: sequences;
   * returns their number.
   */
  int begin(Rollout rollout, double progress) {
    this.rollout = rollout;
    epsilon = ppo.epsilonSchedule().at(ppo.epsilon(), progress, 0.1f); // ML-Agents' floor
    beta = ppo.betaSchedule().at(ppo.beta(), progress, 1e-5f); // ML-Agents' floor
    reserve(rollout);
    for (Signal signal : signals) {
      signal.reward.assess(rollout, signal.rewards);
    }
    workers.run((rollout.lanes() + LANES_PER_TASK - 1) / LANES_PER_TASK, advantageTask);
    return rollout.sequences(steps, sequences);
  }

  private void reserve(Rollout rollout) {
    if (advantages.length < rollout.slots()) {
      advantages = new float[rollout.slots()];
      returns = new float[rollout.slots()];
      sequences = new int[rollout.slots()];
      for (Signal signal : signals) {
        signal.reserve(rollout.slots());
      }
    }
  }

  private void computeAdvantages(int task) {
    int firstLane = task * LANES_PER_TASK;
    int endLane = Math.min(rollout.lanes(), firstLane + LANES_PER_TASK);
    Advantages.gae(
        rollout,
        firstLane,
        endLane,
        NeuralBrain.VALUE_COLUMN,
        config.extrinsic().gamma(),
        ppo.lambd(),
        config.extrinsic().strength(),
        config.timeHorizon(),
        advantages,
        returns);
    for (Signal signal : signals) {
      RewardSignal settings = signal.reward.signal();
      Advantages.gae(
          rollout,
          firstLane,
          endLane,
          signal.rewards,
          false,
          signal.column,
          settings.gamma(),
          ppo.lambd(),
          settings.strength(),
          config.timeHorizon(),
          signal.advantages,
          signal.returns);
    }
  }

  /**
   * Copies some sequences' observations, their states while acting, where episodes begin within
   * them, and advantages; detail 6: normalises the latter.
   */
  void gather(int firstSequence, int count) {
    minibatchSequences = count;
    minibatchSize = 0;
    int inputs = rollout.inputs();
    int stateSize = input.stateSize();
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < count; s++) {
      int start = sequences[firstSequence + s];
      int length = rollout.sequenceLength(steps, start);
      int row = s * steps;
      System.arraycopy(
          rollout.observations(), start * inputs, input.values(), row * inputs, length * inputs);
      for (int t = 0; t < length; t++) {
        int index = start + t;
        transitions[row + t] = index;
        float advantage = advantages[index];
        for (Signal signal : signals) {
          advantage += signal.advantages[index];
        }
        minibatchAdvantages[row + t] = advantage;
        sum += advantage;
        squares += (double) advantage * advantage;
      }
      minibatchSize += length;
      if (stateSize > 0) {
        int state = start * rollout.columnCount() + stateColumn;
        System.arraycopy(rollout.columns(), state, input.initialState(), s * stateSize, stateSize);
        for (int t = 0; t < steps; t++) {
          boolean isInside = t > 0 && t < length;
          input.resets()[row + t] = isInside && rollout.endings()[start + t - 1] != Ending.RUNNING;
        }
        Arrays.fill(transitions, row + length, row + steps, PADDING);
        Arrays.fill(input.values(), (row + length) * inputs, (row + steps) * inputs, 0);
      }
    }
    if (ppo.normalizeAdvantage() && minibatchSize > 1) {
      ClippedLosses.normalize(minibatchAdvantages, count * steps, minibatchSize, sum, squares);
    }
  }

  /**
   * The gradient of the minibatch's loss with respect to the network's outputs, for some rows:
   * minus the clipped surrogate (arXiv:1707.06347 eq. 7), plus {@code vf_coef} times the squared
   * error of the value, minus {@code beta} times the entropy (eq. 9). Padding has none.
   */
  void gradient(int shard, int firstRow, int rows, float[] outputs, float[] outputGradients) {
    double[] sums = statistics[shard];
    float perRow = 1f / minibatchSize;
    int columns = rollout.columnCount();
    for (int row = 0; row < rows; row++) {
      int index = transitions[firstRow + row];
      if (index == PADDING) {
        Arrays.fill(outputGradients, row * outputsPerRow, (row + 1) * outputsPerRow, 0);
        continue;
      }
      // detail 10 is the estimate of the KL divergence among the sums
      ClippedLosses.policy(
          distribution,
          rollout,
          index,
          minibatchAdvantages[firstRow + row],
          epsilon,
          beta,
          perRow,
          outputs,
          outputGradients,
          row * outputsPerRow + policyOutput,
          sums);
      // detail 7: value loss (V - R)², optionally the larger of that and its clipped twin
      int value = row * outputsPerRow + valueOutput;
      float old = rollout.columns()[index * columns + NeuralBrain.VALUE_COLUMN];
      float byValue =
          ClippedLosses.value(outputs[value], old, returns[index], ppo.clipRangeVf(), sums);
      outputGradients[value] = ppo.vfCoef() * perRow * byValue;
      for (Signal signal : signals) {
        int output = row * outputsPerRow + signal.output;
        float before = rollout.columns()[index * columns + signal.column];
        float target = signal.returns[index];
        outputGradients[output] =
            ppo.vfCoef()
                * perRow
                * ClippedLosses.value(outputs[output], before, target, ppo.clipRangeVf(), sums);
      }
    }
  }

  /** Adds the shards' sums in order and clears them; returns the minibatch's mean KL divergence. */
  private double addStatistics() {
    double kl = 0;
    int shards = training.shards(minibatchSequences * steps);
    for (int shard = 0; shard < shards; shard++) {
      double[] sums = statistics[shard];
      kl += sums[ClippedLosses.KL];
      for (int i = 0; i < ClippedLosses.STATISTICS; i++) {
        totals[i] += sums[i];
        sums[i] = 0;
      }
    }
    return kl / minibatchSize;
  }

  /** Detail 11: statistics change after the update, so that its first ratios are exactly 1. */
  private void updateNormalizer() {
    if (spec.normalize()) {
      rollout.addTo(normalizer);
      applyNormalizer();
    }
  }

  private void applyNormalizer() {
    if (spec.normalize()) {
      normalizer.write(normalizerMeans, normalizerScales);
      network.setNormalizer(normalizerMeans, normalizerScales);
    }
  }

  @Override
  public Optional<Assessment> assessment() {
    return Optional.ofNullable(rollout)
        .map(own -> new Assessment(own, advantages, returns, config.extrinsic().strength()));
  }

  @Override
  public NeuralModel model() {
    return NeuralModel.of(behavior, network, normalizer, Optional.empty());
  }

  @Override
  public boolean isFinite() {
    if (!Networks.isFinite(network, checked)) {
      return false;
    }
    for (Signal signal : signals) {
      if (!signal.reward.isFinite()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void scaleLearningRate(float factor) {
    learningRateFactor *= factor;
    for (Signal signal : signals) {
      signal.reward.scaleLearningRate(factor);
    }
  }

  @Override
  public void perturb(long number) {
    random.reseed(RandomStream.derive(random.nextLong(), number));
    for (Signal signal : signals) {
      signal.reward.perturb(number);
    }
  }

  private SavedTraining saved() {
    return new SavedTraining(
        behavior.name(), architecture(), ppo.optimizer(), network, training, random, normalizer);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    saved().save(out);
    out.writeFloat(learningRateFactor);
    for (Signal signal : signals) {
      signal.reward.save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    saved().load(in);
    learningRateFactor = in.readFloat();
    for (Signal signal : signals) {
      signal.reward.load(in);
    }
    applyNormalizer();
  }

  /** The network in a few words: {@code 4 inputs, 2 x 64 tanh, 2 outputs}. */
  private String architecture() {
    return Networks.inWords(spec, config.networkSettings())
        + (ppo.sharedCritic() ? ", shared critic, " : ", ")
        + distribution.outputs()
        + " outputs"
        + Arrays.stream(signals).map(s -> ", value of " + s.reward.name()).collect(joining());
  }

  @Override
  public void close() {
    for (Signal signal : signals) {
      signal.reward.close();
    }
    network.close();
  }
}
