package io.github.gdxbrains.learner.dqn;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.brain.ValueBrain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.explore.CountBonus;
import io.github.gdxbrains.explore.Decay;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.Selection;
import io.github.gdxbrains.explore.VisitedStates;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.ErrorLoss;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.Networks;
import io.github.gdxbrains.learner.SavedTraining;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initialization;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Noise;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.policy.ActionValues;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.replay.Hindsight;
import io.github.gdxbrains.replay.ReplayBuffer;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * DQN, top to bottom: networks, replay, exploration, targets, loss and its gradient, the step, the
 * target network, metrics. The numbers in the comments are those of {@code docs/details/dqn.md}.
 */
public final class DqnLearner implements Learner {
  private static final double PRIORITY_EPSILON = 1e-6;

  /** Share of the greatest error in a sequence's priority, the rest being the mean's (R2D2). */
  private static final double GREATEST_SHARE = 0.9;

  /** In place of a transition, behind the end of a sequence. */
  private static final int PADDING = -1;

  /** Rows that one task computes; what a row gives depends on its sequence alone. */
  private static final int ROWS_PER_TASK = 32;

  /** Multiplications of a batch's next observations from which on several threads share them. */
  private static final long MANY_MULTIPLICATIONS = 1L << 22;

  private final BehaviorSpec behavior;
  private final BehaviorConfig config;
  private final DqnConfig dqn;
  private final int lanes;
  private final Workers workers;
  private final Backend backend;
  private final ActionValues values;
  private final NetworkSpec spec;
  private final int inputs;
  private final int stateSize;
  private final Network network;
  private final Network target;
  private final Network.Training training;
  private final RunningStatistics normalizer;
  private final ReplayBuffer replay;
  private final RandomStream random;
  private final Noise noise;

  // exploration, changed between rollouts
  private final Selection selection;
  private final Decay epsilon;
  private final Decay temperature;
  private final float[] actingNoise;

  // detail 14
  private final Optional<CountBonus> countBonus;
  private Optional<VisitedStates> visited;

  // detail 15
  private final Optional<Hindsight> hindsight;

  // what the next update depends on
  private long steps;
  private long owed;
  private float learningRateFactor = 1;

  // the minibatch at hand: sequences of so many decisions, 1 without memory
  private final int length;
  private final int sequences;
  private final Sequences input;
  private final Chunk[] chunks;
  private final int[] starts;
  private final int[] counts;
  private final float[] weights;
  private final int[] slots;
  private final int[] nextSlots;
  private final int[] goalSlots;
  private final float[] outcomes;
  private int minibatchSize;
  private final float[] targets;
  private final double[] errors;
  private final double[] priorities;
  private final float[] losses;
  private final float[] estimates;
  private final float[][] scratch;
  private final Network.Loss loss = this::gradient;
  private final IntConsumer chunkTask = this::prepare;

  private final float[] parameters;
  private final float[] targetParameters;
  private final float[] means;
  private final float[] scales;

  /**
   * A learner with fresh parameters.
   *
   * @throws UserError if the action is not one choice, or the replay buffer does not fit
   */
  public DqnLearner(LearnerContext context) {
    behavior = context.behavior();
    config = context.config();
    dqn = (DqnConfig) config.hyperparameters();
    lanes = context.lanes();
    workers = context.workers();
    backend = context.backend();
    context.refuseCommunication();
    if (!(behavior.actions() instanceof ActionSpace.Discrete)) {
      throw new UserError(
          behavior.name()
              + " acts by "
              + behavior.actions()
              + ", but "
              + config.trainerType()
              + " needs one discrete choice: use trainer_type: ppo");
    }
    hindsight = context.hindsight();
    random = new RandomStream(context.seed());
    int options = behavior.actions().options();
    values = values(options, dqn);
    spec = network(behavior, config.networkSettings(), dqn, values);
    inputs = spec.inputs();
    stateSize = spec.stateSize();
    network = backend.network(spec, workers);
    target = backend.network(spec, workers);
    length = config.networkSettings().memory().map(MemorySettings::sequenceLength).orElse(1);
    sequences = Math.max(1, dqn.batchSize() / length);
    training = network.training(sequences * length, dqn.steps());
    parameters = Initializer.parameters(spec, random); // detail 1
    targetParameters = parameters.clone();
    network.setParameters(parameters);
    target.setParameters(parameters);
    ReplayBuffer.requireRoom(
        behavior,
        lanes,
        "agents",
        dqn.bufferSize(),
        dqn.nStep(),
        dqn.prioritizedReplay(),
        stateSize);
    normalizer = new RunningStatistics(inputs);
    means = new float[inputs];
    scales = new float[inputs];
    replay =
        new ReplayBuffer(
            behavior,
            lanes,
            dqn.bufferSize(),
            dqn.nStep(),
            config.extrinsic().gamma(),
            dqn.prioritizedReplay(),
            stateSize,
            hindsight.isPresent());
    noise = new Noise(spec);
    actingNoise = new float[spec.structure().passNoise()];

    epsilon = dqn.epsilon(config.maxSteps());
    temperature = dqn.temperature(config.maxSteps());
    selection = newSelection();

    countBonus = dqn.bonus();
    visited = countBonus.map(bonus -> new VisitedStates(discretizer(), options, dqn.mostStates()));

    int rows = sequences * length;
    input = Sequences.of(spec, rows);
    starts = new int[sequences];
    counts = new int[sequences];
    weights = new float[sequences];
    Arrays.fill(weights, 1);
    priorities = new double[sequences];
    slots = new int[rows];
    nextSlots = new int[rows];
    goalSlots = new int[sequences];
    outcomes = new float[2 * rows];
    targets = new float[rows * values.atoms()];
    errors = new double[rows];
    losses = new float[rows];
    estimates = new float[rows];
    scratch = new float[training.shards(rows)][values.atoms()];
    boolean isSmall = (long) parameters.length * rows < MANY_MULTIPLICATIONS;
    int each = isSmall ? sequences : Math.max(1, ROWS_PER_TASK / length);
    chunks = new Chunk[(sequences + each - 1) / each];
    for (int c = 0; c < chunks.length; c++) {
      chunks[c] = new Chunk(c * each, Math.min(sequences, (c + 1) * each));
    }
    explore();
  }

  private Discretizer discretizer() {
    return Discretizer.of(
        behavior.observations(),
        dqn.bins().orElse(10),
        dqn.streams(),
        "leave count_bonus out: noisy_networks explore without counting");
  }

  private static ActionValues values(int options, DqnConfig dqn) {
    return switch (dqn.distribution()) {
      case NONE -> new ActionValues.Expected(options);
      case CATEGORICAL ->
          new ActionValues.Categorical(
              options,
              dqn.atoms().orElse(51),
              (float) dqn.vMin().orElse(-10),
              (float) dqn.vMax().orElse(10));
      case QUANTILE -> new ActionValues.Quantile(options, dqn.atoms().orElse(32));
    };
  }

  /** Detail 1: hidden layers and one head, noisy and dueling if wished. */
  private static NetworkSpec network(
      BehaviorSpec behavior, NetworkSettings settings, DqnConfig dqn, ActionValues values) {
    float sigma = (float) dqn.noisySigma().orElse(0.5);
    Head head =
        new Head(
            ValueBrain.VALUES,
            values.outputs(),
            dqn.dueling() ? Head.Kind.DUELING : Head.Kind.LINEAR,
            values.atoms(),
            dqn.noisyNetworks() ? Initialization.noisyNet(sigma) : Initialization.orthogonal(1));
    List<List<Head>> trunks = List.of(List.of(head));
    return dqn.noisyNetworks()
        ? Networks.noisy(behavior.observations(), settings, sigma, trunks)
        : Networks.network(behavior.observations(), settings, trunks);
  }

  /** Detail 9. */
  private Selection newSelection() {
    if (dqn.noisyNetworks()) {
      return Selection.greedy();
    }
    return dqn.exploration().equals(Optional.of(DqnConfig.Exploration.BOLTZMANN))
        ? new Selection.Boltzmann(temperature.at(steps))
        : new Selection.EpsilonGreedy(epsilon.at(steps));
  }

  @Override
  public int horizon() {
    return Math.max(1, dqn.trainFreq() / lanes);
  }

  @Override
  public int columns() {
    return stateSize; // detail 13
  }

  @Override
  public boolean wantsFinalObservations() {
    return true;
  }

  @Override
  public BrainSource acting() {
    return capacity -> new ValueBrain(behavior, network, values, capacity, selection, actingNoise);
  }

  @Override
  public BrainSource greedy() {
    Selection best = Selection.greedy();
    return capacity -> new ValueBrain(behavior, network, values, capacity, best, new float[0]);
  }

  @Override
  public ActingCopy actingCopy() {
    return new Copy();
  }

  /** Decides by a copy of the network, with the same ε, temperature or noise. */
  private final class Copy implements ActingCopy {
    private final Network copy = backend.network(spec, workers);
    private final Selection copiedSelection = newSelection();
    private final float[] copiedNoise = new float[actingNoise.length];

    Copy() {
      refresh();
    }

    @Override
    public Brain brain(int capacity) {
      return new ValueBrain(behavior, copy, values, capacity, copiedSelection, copiedNoise);
    }

    @Override
    public void refresh() {
      network.getParameters(parameters);
      copy.setParameters(parameters);
      if (spec.normalize()) {
        normalizer.write(means, scales);
        copy.setNormalizer(means, scales);
      }
      System.arraycopy(actingNoise, 0, copiedNoise, 0, copiedNoise.length);
      schedule(copiedSelection);
    }
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    replay.add(rollout);
    addToNormalizer(rollout);
    if (visited.isPresent()) {
      count(rollout, visited.get());
      metrics.put("states", visited.get().count());
    }
    long before = steps;
    steps += rollout.size();
    float learningRate =
        learningRateFactor * dqn.learningRateSchedule().at(dqn.learningRate(), progress, 1e-10f);

    // detail 2: so many steps of the optimiser for so many decisions, once there is enough
    if (steps >= dqn.bufferInitSteps() && replay.size() >= dqn.batchSize()) {
      owed += rollout.size();
      int updates = 0;
      double norm = 0;
      double error = 0;
      double estimate = 0;
      for (; owed >= dqn.trainFreq(); owed -= dqn.trainFreq()) {
        for (int step = 0; step < dqn.gradientSteps(); step++) {
          draw(progress);
          workers.run(chunks.length, chunkTask); // details 3 to 5: what the network should say
          minibatchSize = sum(counts);
          drawNoise(input);
          training.forwardBackward(input.use(sequences, length), loss);
          norm += training.step(learningRate, dqn.maxGradNorm()); // detail 8
          if (dqn.prioritizedReplay()) {
            prioritize(); // detail 7
          }
          error += mean(losses);
          estimate += mean(estimates);
          updates++;
        }
      }
      if (updates > 0) {
        metrics.put("value_loss", error / updates);
        metrics.put("value_estimate", estimate / updates);
        metrics.put("gradient_norm", norm / updates);
      }
    }
    long interval = dqn.targetUpdateInterval();
    updateTarget(steps / interval - before / interval); // detail 6
    explore();
    metrics.put("learning_rate", learningRate);
    metrics.put("replay_size", replay.size());
  }

  /** Detail 14: N counts every decision once, lane by lane. */
  private static void count(Rollout rollout, VisitedStates visited) {
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      for (int i = first; i < first + rollout.count(lane); i++) {
        int state = visited.number(rollout.observations(), i * rollout.inputs());
        visited.visit(state, rollout.choices()[i]);
      }
    }
  }

  /** Draws a minibatch; detail 7: by priority, with weights that make up for it. */
  private void draw(double progress) {
    if (dqn.prioritizedReplay()) {
      double first = dqn.prioritizedBeta().orElse(0.4);
      double beta = first + (1 - first) * Math.min(1, progress);
      replay.samplePrioritized(random, sequences, beta, starts, weights);
    } else {
      replay.sample(random, sequences, starts);
    }
    if (hindsight.isPresent()) {
      drawGoals(hindsight.get());
    }
    if (dqn.noisyNetworks()) {
      drawNoise(chunks[0].onlineInput);
      drawNoise(chunks[0].targetInput);
      for (int c = 1; c < chunks.length; c++) {
        chunks[c].copyNoise(chunks[0]); // all rows share a pass's noise
      }
    }
  }

  /** Detail 15: which transitions get another goal, and where it was brought about. */
  private void drawGoals(Hindsight hindsight) {
    for (int s = 0; s < sequences; s++) {
      boolean another = random.nextFloat() < hindsight.ratio();
      goalSlots[s] = another ? replay.drawLater(random, starts[s], hindsight.reach()) : PADDING;
    }
  }

  private void drawNoise(Sequences sequences) {
    if (dqn.noisyNetworks()) {
      noise.draw(sequences, random);
    }
  }

  /** Some sequences of the minibatch, and the buffers of the thread that prepares them. */
  private final class Chunk {
    final int first;
    final int end;

    /** Rows for each sequence: what follows alone, or all from the start to what follows. */
    final int reach;

    final Network.Inference online;
    final Network.Inference later;
    final Sequences onlineInput;
    final Sequences targetInput;
    final float[] onlineOutputs;
    final float[] targetOutputs;
    final float[] expected;
    final float[] probabilities;

    /** An observation as it is counted, or as it was when a goal was brought about. */
    final float[] seen;

    final float[] goal;
    final float[] achieved;

    Chunk(int first, int end) {
      this.first = first;
      this.end = end;
      reach = stateSize == 0 ? 1 : length + dqn.nStep();
      int rows = (end - first) * reach;
      online = network.inference(rows);
      later = target.inference(rows);
      onlineInput = Sequences.of(spec, rows).use(end - first, reach);
      targetInput =
          dqn.noisyNetworks() ? Sequences.of(spec, rows).use(end - first, reach) : onlineInput;
      onlineOutputs = new float[rows * values.outputs()];
      targetOutputs = new float[rows * values.outputs()];
      expected = new float[values.options()];
      probabilities = new float[values.atoms()];
      seen = new float[inputs];
      goal = new float[hindsight.map(Hindsight::size).orElse(0)];
      achieved = new float[goal.length];
    }

    void copyNoise(Chunk other) {
      int numbers = actingNoise.length;
      System.arraycopy(other.onlineInput.passNoise(), 0, onlineInput.passNoise(), 0, numbers);
      System.arraycopy(other.targetInput.passNoise(), 0, targetInput.passNoise(), 0, numbers);
    }
  }

  /** Gathers some sequences of the minibatch and computes their targets. */
  private void prepare(int c) {
    Chunk chunk = chunks[c];
    for (int s = chunk.first; s < chunk.end; s++) {
      gather(s);
      if (stateSize == 0) {
        replay.observation(nextSlots[s], chunk.onlineInput.values(), (s - chunk.first) * inputs);
        if (hindsight.isPresent()) {
          relabel(chunk, s, hindsight.get());
        }
      } else {
        gatherFollowing(chunk, s);
      }
    }
    if (chunk.targetInput != chunk.onlineInput) {
      int numbers = chunk.onlineInput.rowCount() * inputs;
      System.arraycopy(chunk.onlineInput.values(), 0, chunk.targetInput.values(), 0, numbers);
      System.arraycopy(
          chunk.onlineInput.initialState(),
          0,
          chunk.targetInput.initialState(),
          0,
          (chunk.end - chunk.first) * stateSize);
    }
    chunk.later.forward(chunk.targetInput, chunk.targetOutputs);
    if (dqn.doubleQ()) {
      chunk.online.forward(chunk.onlineInput, chunk.onlineOutputs);
    }
    for (int s = chunk.first; s < chunk.end; s++) {
      for (int t = 0; t < counts[s]; t++) {
        int i = s * length + t;
        // without memory the only row is what follows; with it, row t + k of its sequence
        int ahead = chunk.reach == 1 ? 0 : t + replay.distance(slots[i], nextSlots[i]);
        target(chunk, (s - chunk.first) * chunk.reach + ahead, i);
      }
    }
  }

  /**
   * Detail 15: both observations of a transition show the same goal, its own or the one that was
   * drawn, and reward and end are the goal's.
   */
  private void relabel(Chunk chunk, int s, Hindsight hindsight) {
    float[] next = chunk.onlineInput.values();
    int n = (s - chunk.first) * inputs;
    if (goalSlots[s] == PADDING) {
      hindsight.desired(input.values(), s * inputs, chunk.goal);
    } else {
      replay.observation(goalSlots[s], chunk.seen, 0);
      hindsight.achieved(chunk.seen, 0, chunk.goal);
      hindsight.tell(chunk.goal, input.values(), s * inputs);
    }
    hindsight.tell(chunk.goal, next, n);
    hindsight.achieved(next, n, chunk.achieved);
    hindsight.judge(chunk.achieved, chunk.goal, outcomes[2 * s + 1], outcomes, 2 * s);
  }

  /** A sequence's transitions, its observations, and the state before it; detail 13. */
  private void gather(int s) {
    int row = s * length;
    counts[s] = replay.sequence(starts[s], length, slots, row);
    for (int i = row; i < row + counts[s]; i++) {
      nextSlots[i] = replay.outcome(slots[i], outcomes, 2 * i);
      replay.observation(slots[i], input.values(), i * inputs);
    }
    Arrays.fill(slots, row + counts[s], row + length, PADDING);
    Arrays.fill(input.values(), (row + counts[s]) * inputs, (row + length) * inputs, 0);
    replay.state(starts[s], input.initialState(), s * stateSize);
  }

  /** All observations from a sequence's start to what follows its last transition. */
  private void gatherFollowing(Chunk chunk, int s) {
    int row = (s - chunk.first) * chunk.reach;
    int last = s * length + counts[s] - 1;
    int known = counts[s] + replay.distance(slots[last], nextSlots[last]);
    float[] values = chunk.onlineInput.values();
    int slot = starts[s];
    for (int j = 0; j < known; j++, slot = replay.after(slot)) {
      replay.observation(slot, values, (row + j) * inputs);
    }
    Arrays.fill(values, (row + known) * inputs, (row + chunk.reach) * inputs, 0);
    int state = (s - chunk.first) * stateSize;
    replay.state(starts[s], chunk.onlineInput.initialState(), state);
  }

  /**
   * Detail 3: {@code y = r + γ' Q'(s', argmax Q(s', ·))}, the outer Q' being the target network's,
   * the inner one the network's own if {@code double_q}, else the target network's too. r is summed
   * over {@code n_step} decisions and γ' is {@code gamma} to the power of the ticks they took, 0
   * after a termination (detail 4). Forbidden options are no candidates (detail 5).
   *
   * @param row of s' in the chunk
   * @param i the transition in the minibatch
   */
  private void target(Chunk chunk, int row, int i) {
    float reward = config.extrinsic().strength() * outcomes[2 * i];
    if (visited.isPresent()) {
      reward += bonus(chunk, slots[i], visited.get());
    }
    float discount = outcomes[2 * i + 1];
    int o = row * values.outputs();
    values.expected(
        dqn.doubleQ() ? chunk.onlineOutputs : chunk.targetOutputs, o, chunk.expected, 0);
    int mask = nextSlots[i] * replay.options();
    int best = Selection.best(chunk.expected, 0, values.options(), replay.forbidden(), mask);
    int atoms = values.atoms();
    int from = o + best * atoms;
    int to = i * atoms;
    if (values instanceof ActionValues.Categorical categorical) {
      categorical.probabilities(chunk.targetOutputs, from, chunk.probabilities, 0);
      ValueLosses.project(categorical, reward, discount, chunk.probabilities, 0, targets, to);
    } else {
      for (int a = 0; a < atoms; a++) {
        targets[to + a] = reward + discount * chunk.targetOutputs[from + a];
      }
      if (hindsight.isPresent()) { // detail 15: no value lies outside of these
        float least = config.extrinsic().strength() * hindsight.get().least();
        for (int a = 0; a < atoms; a++) {
          targets[to + a] = Math.max(least, Math.min(0, targets[to + a]));
        }
      }
    }
  }

  /** Detail 14: the bonuses of a transition's decisions by the present counts, summed as r is. */
  private float bonus(Chunk chunk, int slot, VisitedStates visited) {
    CountBonus bonus = countBonus.get();
    float sum = 0;
    float discount = 1;
    int at = slot;
    for (int left = replay.decisions(slot); left > 0; left--, at = replay.after(at)) {
      replay.observation(at, chunk.seen, 0);
      int state = visited.find(chunk.seen, 0);
      sum += discount * bonus.at(visited, state, replay.choice(at, 0));
      discount *= replay.discount(at);
    }
    return sum;
  }

  /** The gradient of the minibatch's weighted mean loss by the network's outputs, for some rows. */
  void gradient(int shard, int firstRow, int rows, float[] outputs, float[] outputGradients) {
    int width = values.outputs();
    int atoms = values.atoms();
    ErrorLoss errorLoss = dqn.loss();
    float perRow = 1f / minibatchSize;
    float[] own = scratch[shard];
    Arrays.fill(outputGradients, 0, rows * width, 0);
    for (int row = 0; row < rows; row++) {
      int i = firstRow + row;
      if (slots[i] == PADDING) {
        continue;
      }
      int at = row * width + replay.choice(slots[i], 0) * atoms;
      float scale = perRow * weights[i / length];
      if (values instanceof ActionValues.Categorical categorical) {
        categorical.probabilities(outputs, at, own, 0);
        losses[i] =
            ValueLosses.crossEntropy(atoms, targets, i * atoms, own, 0, scale, outputGradients, at);
        errors[i] = losses[i]; // detail 7: Rainbow's priority
        float mean = 0;
        for (int a = 0; a < atoms; a++) {
          mean += own[a] * categorical.support(a);
        }
        estimates[i] = mean;
      } else if (values instanceof ActionValues.Quantile) {
        losses[i] =
            ValueLosses.quantileLoss(
                atoms, targets, i * atoms, outputs, at, errorLoss, scale, outputGradients, at);
        float error = 0;
        float mean = 0;
        for (int a = 0; a < atoms; a++) {
          error += targets[i * atoms + a] - outputs[at + a];
          mean += outputs[at + a];
        }
        errors[i] = Math.abs(error / atoms);
        estimates[i] = mean / atoms;
      } else {
        float error = outputs[at] - targets[i];
        losses[i] = errorLoss.of(error);
        outputGradients[at] = scale * errorLoss.slope(error);
        errors[i] = Math.abs(error);
        estimates[i] = outputs[at];
      }
    }
  }

  /** Detail 7: {@code p = (|δ| + ε)^α}; of a sequence, |δ| is mixed of greatest and mean. */
  private void prioritize() {
    double alpha = dqn.prioritizedAlpha().orElse(0.6);
    for (int s = 0; s < sequences; s++) {
      double greatest = 0;
      double sum = 0;
      for (int i = s * length; i < s * length + counts[s]; i++) {
        greatest = Math.max(greatest, errors[i]);
        sum += errors[i];
      }
      double error = GREATEST_SHARE * greatest + (1 - GREATEST_SHARE) * sum / counts[s];
      if (!Double.isFinite(error)) {
        return; // the trainer will go back; what was drawn keeps its priorities
      }
      priorities[s] = Math.pow(error + PRIORITY_EPSILON, alpha);
    }
    replay.setPriorities(starts, sequences, priorities);
  }

  /** Detail 6: {@code θ' = τ θ + (1 - τ) θ'}, as often as its interval has gone by. */
  private void updateTarget(long times) {
    if (times == 0) {
      return;
    }
    network.getParameters(parameters);
    float tau = dqn.tau();
    if (tau == 1) {
      System.arraycopy(parameters, 0, targetParameters, 0, parameters.length);
    } else {
      for (long t = 0; t < times; t++) {
        for (int i = 0; i < parameters.length; i++) {
          targetParameters[i] += tau * (parameters[i] - targetParameters[i]);
        }
      }
    }
    target.setParameters(targetParameters);
  }

  /** How the next rollout explores; detail 9: noise is drawn once for all agents. */
  private void explore() {
    schedule(selection);
    if (dqn.noisyNetworks()) {
      drawNoise(input);
      System.arraycopy(input.passNoise(), 0, actingNoise, 0, actingNoise.length);
    }
  }

  private void schedule(Selection selection) {
    if (selection instanceof Selection.EpsilonGreedy greedy) {
      greedy.setEpsilon(epsilon.at(steps));
    } else if (selection instanceof Selection.Boltzmann boltzmann) {
      boltzmann.setTemperature(temperature.at(steps));
    }
  }

  private static int sum(int[] numbers) {
    int sum = 0;
    for (int number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** Over the minibatch's transitions. */
  private double mean(float[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += slots[i] == PADDING ? 0 : numbers[i];
    }
    return sum / minibatchSize;
  }

  private void addToNormalizer(Rollout rollout) {
    if (spec.normalize()) {
      rollout.addTo(normalizer);
      applyNormalizer();
    }
  }

  private void applyNormalizer() {
    if (spec.normalize()) {
      normalizer.write(means, scales);
      network.setNormalizer(means, scales);
      target.setNormalizer(means, scales);
    }
  }

  @Override
  public Model model() {
    return NeuralModel.of(behavior, network, normalizer, Optional.of(values));
  }

  @Override
  public boolean isFinite() {
    return Networks.isFinite(network, parameters);
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
        Networks.inWords(spec, config.networkSettings())
            + (dqn.noisyNetworks() ? " noisy, " : ", ")
            + (dqn.dueling() ? "dueling " : "")
            + values
            + (visited.isPresent() ? " with count_bonus" : "");
    return new SavedTraining(
        behavior.name(), architecture, dqn.optimizer(), network, training, random, normalizer);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    saved().save(out);
    for (float parameter : targetParameters) {
      out.writeFloat(parameter);
    }
    for (float number : actingNoise) {
      out.writeFloat(number);
    }
    out.writeLong(steps);
    out.writeLong(owed);
    out.writeFloat(learningRateFactor);
    if (visited.isPresent()) {
      visited.get().write(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    saved().load(in);
    for (int i = 0; i < targetParameters.length; i++) {
      targetParameters[i] = in.readFloat();
    }
    target.setParameters(targetParameters);
    for (int i = 0; i < actingNoise.length; i++) {
      actingNoise[i] = in.readFloat();
    }
    steps = in.readLong();
    owed = in.readLong();
    learningRateFactor = in.readFloat();
    if (visited.isPresent()) {
      visited = Optional.of(readVisited(in, visited.get().discretizer()));
    }
    applyNormalizer();
    schedule(selection);
  }

  private VisitedStates readVisited(DataInput in, Discretizer discretizer) throws IOException {
    VisitedStates saved = VisitedStates.read(in, dqn.mostStates());
    if (!saved.discretizer().equals(discretizer)) {
      throw new UserError(
          "cannot resume: bins or streams of "
              + behavior.name()
              + " are not those of the checkpoint");
    }
    return saved;
  }

  @Override
  public Replay replay() {
    return dqn.saveReplayBuffer() ? Replay.SAVED : Replay.FORGOTTEN;
  }

  @Override
  public void saveReplay(DataOutput out) throws IOException {
    replay.save(out);
  }

  @Override
  public void loadReplay(DataInput in) throws IOException {
    replay.load(in);
  }

  @Override
  public void close() {
    network.close();
    target.close();
  }
}
