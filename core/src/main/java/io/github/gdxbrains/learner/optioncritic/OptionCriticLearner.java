package io.github.gdxbrains.learner.optioncritic;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.brain.OptionBrain;
import io.github.gdxbrains.brain.OptionModel;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.ClippedLosses;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.Networks;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.learner.SavedTraining;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
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
import java.util.OptionalDouble;

/**
 * The option-critic, top to bottom: network, returns, minibatches, the three losses and their
 * gradients, the step. The numbers in the comments are those of {@code
 * docs/details/option_critic.md}.
 */
public final class OptionCriticLearner implements Learner {
  private static final float SMALL_GAIN = 0.01f;
  private static final float VALUE_GAIN = 1f;

  private final BehaviorSpec behavior;
  private final BehaviorConfig config;
  private final OptionCriticConfig settings;
  private final int lanes;
  private final ActionDistribution distribution;
  private final NetworkSpec spec;
  private final Network network;
  private final Network.Training training;
  private final RunningStatistics normalizer;
  private final RandomStream random;
  private final Sequences input;
  private final int policies;
  private final int terminations;
  private final int values;
  private final int outputsPerRow;
  private final int optionColumns;
  private final float[] means;
  private final float[] scales;
  private final float[] checked;
  private float learningRateFactor = 1;

  private float[] advantages = {};
  private float[] returns = {};
  private int[] order = {};
  private final float[] minibatchAdvantages;
  private final double[][] statistics; // kept per shard, so that their order is fixed
  private final double[] totals = new double[ClippedLosses.STATISTICS];

  // the minibatch at hand, read by the loss on several threads
  private Rollout rollout;
  private final int[] transitions;
  private int minibatchSize;
  private final Network.Loss loss = this::gradient;

  /**
   * A learner with fresh parameters.
   *
   * @throws UserError if the rollout would be smaller than one decision of each agent, or the
   *     network is to have a memory
   */
  public OptionCriticLearner(LearnerContext context) {
    behavior = context.behavior();
    config = context.config();
    settings = (OptionCriticConfig) config.hyperparameters();
    lanes = context.lanes();
    try {
      settings.requireRoomFor(lanes);
    } catch (InvalidValue tooSmall) {
      throw new UserError(behavior.name() + ": " + tooSmall.getMessage(), tooSmall);
    }
    if (config.networkSettings().memory().isPresent()) {
      throw new UserError(
          "behaviors."
              + behavior.name()
              + ".network_settings.memory: option_critic has no memory; leave it out");
    }
    distribution = new ActionDistribution(behavior.actions());
    random = new RandomStream(context.seed());
    // detail 1: policies and terminations share hidden layers, values have their own
    int options = settings.options();
    spec =
        Networks.network(
            behavior.observations(),
            config.networkSettings(),
            List.of(
                List.of(
                    new Head(OptionBrain.POLICIES, options * distribution.outputs(), SMALL_GAIN),
                    new Head(OptionBrain.TERMINATIONS, options, SMALL_GAIN)),
                List.of(new Head(OptionBrain.VALUES, options, VALUE_GAIN))));
    network = context.backend().network(spec, context.workers());
    int rows = settings.batchSize();
    training = network.training(rows, Adam.DEFAULT);
    network.setParameters(Initializer.parameters(spec, random));
    normalizer = new RunningStatistics(spec.inputs());
    means = new float[spec.inputs()];
    scales = new float[spec.inputs()];
    checked = new float[network.parameterCount()];
    input = Sequences.rows(rows, spec.inputs());
    transitions = new int[rows];
    minibatchAdvantages = new float[rows];
    statistics = new double[training.shards(rows)][ClippedLosses.STATISTICS];
    policies = spec.offset(OptionBrain.POLICIES);
    terminations = spec.offset(OptionBrain.TERMINATIONS);
    values = spec.offset(OptionBrain.VALUES);
    outputsPerRow = spec.outputs();
    optionColumns = NeuralBrain.columns(behavior);
  }

  @Override
  public int horizon() {
    return settings.bufferSize() / lanes;
  }

  @Override
  public int columns() {
    return OptionBrain.columns(behavior);
  }

  @Override
  public BrainSource acting() {
    return capacity -> brain(network, capacity);
  }

  private Brain brain(Network net, int capacity) {
    return new OptionBrain(
        behavior,
        net,
        settings.options(),
        capacity,
        false,
        settings.explorationEpsilon(),
        settings.deliberationCost());
  }

  @Override
  public ActingCopy actingCopy() {
    NeuralModel first = model().network();
    Network copy = first.network(Backends.best());
    first.copyTo(copy);
    return new ActingCopy() {
      @Override
      public Brain brain(int capacity) {
        return OptionCriticLearner.this.brain(copy, capacity);
      }

      @Override
      public void refresh() {
        model().network().copyTo(copy);
      }
    };
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    this.rollout = rollout;
    float learningRate =
        learningRateFactor
            * settings.learningRateSchedule().at(settings.learningRate(), progress, 1e-10f);
    reserve(rollout);
    computeReturns(rollout, advantages, returns);
    int n = 0;
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      for (int t = 0; t < rollout.count(lane); t++) {
        order[n++] = rollout.first(lane) + t;
      }
    }
    Arrays.fill(totals, 0);
    double gradientNorm = 0;
    long decisions = 0;
    int minibatches = 0;
    for (int epoch = 0; epoch < settings.numEpoch(); epoch++) {
      random.shuffle(order, n);
      for (int start = 0; start < n; start += transitions.length) {
        gather(start, Math.min(transitions.length, n - start));
        training.forwardBackward(input.use(minibatchSize), loss);
        addStatistics();
        gradientNorm += training.step(learningRate, settings.maxGradNorm());
        decisions += minibatchSize;
        minibatches++;
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
    metrics.put("ended_options", endedOptions(rollout));
    if (spec.normalize()) {
      rollout.addTo(normalizer);
      applyNormalizer();
    }
  }

  private void reserve(Rollout rollout) {
    if (advantages.length < rollout.slots()) {
      advantages = new float[rollout.slots()];
      returns = new float[rollout.slots()];
      order = new int[rollout.slots()];
    }
  }

  private float column(int index, int column) {
    return rollout.columns()[index * rollout.columnCount() + optionColumns + column];
  }

  /**
   * Detail 3: λ-returns of Q(s, ω). What follows a decision is worth U = (1 - β) Q(s', ω) + β
   * (V(s') - η) on arrival with its option ω; the sum goes on with the option that then ran in
   * fact, less η if that was because ω ended.
   */
  void computeReturns(Rollout rollout, float[] advantages, float[] returns) {
    this.rollout = rollout;
    float gamma = config.extrinsic().gamma();
    float strength = config.extrinsic().strength();
    int arrivalColumn = optionColumns + OptionBrain.ARRIVAL;
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      float ahead = 0; // λ (G' - η if the option ended - U)
      for (int t = rollout.count(lane) - 1; t >= 0; t--) {
        int index = first + t;
        boolean cut =
            rollout.endings()[index] != Ending.RUNNING || (t + 1) % config.timeHorizon() == 0;
        float next = rollout.next(lane, t, arrivalColumn) + (cut ? 0 : ahead);
        float discount = Advantages.power(gamma, rollout.ticks()[index]);
        returns[index] = strength * rollout.rewards()[index] + discount * next;
        int value = index * rollout.columnCount() + NeuralBrain.VALUE_COLUMN;
        advantages[index] = returns[index] - rollout.columns()[value];
        float cost = settings.deliberationCost() * column(index, OptionBrain.ENDED);
        ahead = settings.lambd() * (returns[index] - cost - column(index, OptionBrain.ARRIVAL));
      }
    }
  }

  private void gather(int start, int count) {
    minibatchSize = count;
    int inputs = rollout.inputs();
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < count; row++) {
      int index = order[start + row];
      System.arraycopy(
          rollout.observations(), index * inputs, input.values(), row * inputs, inputs);
      transitions[row] = index;
      float advantage = advantages[index];
      minibatchAdvantages[row] = advantage;
      sum += advantage;
      squares += (double) advantage * advantage;
    }
    if (settings.normalizeAdvantage() && count > 1) {
      ClippedLosses.normalize(minibatchAdvantages, count, count, sum, squares);
    }
  }

  /** Sets the minibatch at hand: some transitions with their advantages and returns. */
  void minibatch(Rollout rollout, int[] indices, float[] advantages, float[] returns) {
    this.rollout = rollout;
    this.returns = returns;
    minibatchSize = indices.length;
    System.arraycopy(indices, 0, transitions, 0, indices.length);
    System.arraycopy(advantages, 0, minibatchAdvantages, 0, indices.length);
  }

  /**
   * The gradient of the minibatch's loss with respect to the network's outputs, for some rows:
   * detail 4, the clipped surrogate of the running option's policy; detail 5, the squared error of
   * its value; detail 6, {@code β(s, ω) (Q(s, ω) - V(s) + η)} of the option that ran before.
   */
  void gradient(int shard, int firstRow, int rows, float[] outputs, float[] gradients) {
    double[] sums = statistics[shard];
    float perRow = 1f / minibatchSize;
    Arrays.fill(gradients, 0, rows * outputsPerRow, 0);
    for (int row = 0; row < rows; row++) {
      int index = transitions[firstRow + row];
      int o = row * outputsPerRow;
      int option = (int) column(index, OptionBrain.OPTION);
      ClippedLosses.policy(
          distribution,
          rollout,
          index,
          minibatchAdvantages[firstRow + row],
          settings.epsilon(),
          settings.beta(),
          perRow,
          outputs,
          gradients,
          o + policies + option * distribution.outputs(),
          sums);
      int value = o + values + option;
      float byValue =
          ClippedLosses.value(outputs[value], 0, returns[index], OptionalDouble.empty(), sums);
      gradients[value] = settings.vfCoef() * perRow * byValue;
      int previous = (int) column(index, OptionBrain.PREVIOUS);
      if (previous >= 0) {
        int termination = o + terminations + previous;
        float end = OptionBrain.probability(outputs[termination]);
        float lead = column(index, OptionBrain.LEAD) + settings.deliberationCost();
        gradients[termination] = settings.terminationCoef() * perRow * end * (1 - end) * lead;
      }
    }
  }

  private void addStatistics() {
    int shards = training.shards(minibatchSize);
    for (int shard = 0; shard < shards; shard++) {
      double[] sums = statistics[shard];
      for (int i = 0; i < sums.length; i++) {
        totals[i] += sums[i];
        sums[i] = 0;
      }
    }
  }

  /** Of the decisions that an option came to, the share at which it ended. */
  private double endedOptions(Rollout rollout) {
    double ended = 0;
    double came = 0;
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      for (int index = first; index < first + rollout.count(lane); index++) {
        ended += column(index, OptionBrain.ENDED);
        came += column(index, OptionBrain.PREVIOUS) >= 0 ? 1 : 0;
      }
    }
    return ended / Math.max(1, came);
  }

  private void applyNormalizer() {
    if (spec.normalize()) {
      normalizer.write(means, scales);
      network.setNormalizer(means, scales);
    }
  }

  @Override
  public Optional<Assessment> assessment() {
    return Optional.ofNullable(rollout)
        .map(own -> new Assessment(own, advantages, returns, config.extrinsic().strength()));
  }

  @Override
  public OptionModel model() {
    NeuralModel learned = NeuralModel.of(behavior, network, normalizer, Optional.empty());
    return new OptionModel(learned, settings.options(), settings.explorationEpsilon());
  }

  @Override
  public boolean isFinite() {
    return Networks.isFinite(network, checked);
  }

  @Override
  public void scaleLearningRate(float factor) {
    learningRateFactor *= factor;
  }

  @Override
  public void perturb(long number) {
    random.reseed(RandomStream.derive(random.nextLong(), number));
  }

  private SavedTraining saved() {
    String architecture =
        Networks.inWords(spec, config.networkSettings()) + ", " + settings.options() + " options";
    return new SavedTraining(
        behavior.name(), architecture, OptimizerKind.ADAM, network, training, random, normalizer);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    saved().save(out);
    out.writeFloat(learningRateFactor);
  }

  @Override
  public void load(DataInput in) throws IOException {
    saved().load(in);
    learningRateFactor = in.readFloat();
    applyNormalizer();
  }

  @Override
  public void close() {
    network.close();
  }
}
