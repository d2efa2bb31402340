package io.github.gdxbrains.learner.qmix;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.brain.ValueBrain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.explore.Decay;
import io.github.gdxbrains.explore.Selection;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.Networks;
import io.github.gdxbrains.learner.PolicySharing;
import io.github.gdxbrains.learner.SavedTraining;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.policy.ActionValues;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.replay.ReplayBuffer;
import io.github.gdxbrains.rollout.JointRollout;
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
 * VDN and QMIX, top to bottom: networks, replay of whole teams, targets, the mixed value and its
 * gradient, the step, the target networks. The numbers in the comments are those of {@code
 * docs/details/qmix.md}.
 */
public final class QmixLearner implements Learner {
  private static final float[] NONE = {};

  /** The deviation of PyTorch's weights; with 1, a team's value is much more than the sum. */
  private static final float HYPERNETWORK_GAIN = (float) Math.sqrt(1 / 3.0);

  /** Moments that one task computes; what a moment gives depends on it alone. */
  private static final int MOMENTS_PER_TASK = 32;

  /** Multiplications of a batch's next observations from which on several threads share them. */
  private static final long MANY_MULTIPLICATIONS = 1L << 22;

  private final BehaviorSpec behavior;
  private final BehaviorConfig config;
  private final QmixConfig qmix;
  private final List<Integer> teams;
  private final int arenas;
  private final int lanes;
  private final Workers workers;
  private final Backend backend;
  private final int members;
  private final int options;
  private final int inputs;
  private final int width;
  private final ActionValues values;
  private final Mixing mixing;
  final TrainedNetwork utilities;
  final Optional<TrainedNetwork> hypernetwork;
  private final RunningStatistics normalizer;
  private final RandomStream random;
  private final ReplayBuffer replay;
  private final Decay epsilon;
  private final Selection.EpsilonGreedy selection;

  /** Made for the first rollout, which says how much it holds. */
  private Optional<JointRollout> joint = Optional.empty();

  // what the next update depends on
  private long steps;
  private long owed;
  private float learningRateFactor = 1;

  // the minibatch at hand
  private final int batch;
  private final Sequences input;
  private final Sequences state;
  private final Chunk[] chunks;
  private final int[] slots;
  private final int[] nextSlots;
  private final float[] outcomes;
  private final float[] targets;
  private final float[] outputs;
  private final float[] outputGradients;
  private final float[] weights;
  private final float[] weightGradients;
  private final float[] losses;
  private final float[] estimates;
  private final IntConsumer prepareTask = this::prepare;
  private final IntConsumer gradientTask = this::gradient;

  private final float[] means;
  private final float[] scales;
  private final float[] stateMeans;
  private final float[] stateScales;

  /**
   * A learner with fresh parameters.
   *
   * @throws UserError if the action is not one choice, the network has a memory, the agents have
   *     policies of their own, or the replay buffer does not fit
   */
  public QmixLearner(LearnerContext context) {
    context.refuseCommunication();
    behavior = context.behavior();
    config = context.config();
    qmix = (QmixConfig) config.hyperparameters();
    teams = context.teams();
    arenas = context.arenas();
    lanes = context.lanes();
    workers = context.workers();
    backend = context.backend();
    requireLearnable();
    members = JointRollout.members(teams);
    options = behavior.actions().options();
    values = new ActionValues.Expected(options);
    mixing = qmix.mixing(members);
    batch = qmix.batchSize();
    random = new RandomStream(context.seed());

    // detail 1: one network for all members, of whom each sees only its own observation
    Head head = new Head(ValueBrain.VALUES, options, 1);
    NetworkSpec spec =
        Networks.network(behavior.observations(), config.networkSettings(), List.of(List.of(head)));
    int rows = Math.multiplyExact(batch, members);
    utilities = new TrainedNetwork(spec, backend, workers, rows, qmix.steps(), random);
    BehaviorSpec team = JointRollout.behavior(behavior, members);
    width = team.observations().inputs();
    hypernetwork =
        mixing instanceof Mixing.Monotonic monotonic
            ? Optional.of(
                new TrainedNetwork(
                    hypernetwork(monotonic), backend, workers, batch, qmix.steps(), random))
            : Optional.empty();

    int groups = arenas * (int) teams.stream().distinct().count();
    ReplayBuffer.requireRoom(team, groups, "teams", qmix.bufferSize(), 1, false, 0);
    replay =
        new ReplayBuffer(team, groups, qmix.bufferSize(), 1, config.extrinsic().gamma(), false, 0);
    inputs = spec.inputs();
    normalizer = new RunningStatistics(inputs);
    means = new float[inputs];
    scales = new float[inputs];
    stateMeans = new float[width];
    stateScales = new float[width];
    epsilon = qmix.epsilon(config.maxSteps());
    selection = new Selection.EpsilonGreedy(epsilon.at(0));

    input = Sequences.rows(rows, inputs);
    state = Sequences.rows(batch, width);
    slots = new int[batch];
    nextSlots = new int[batch];
    outcomes = new float[2 * batch];
    targets = new float[batch];
    outputs = new float[rows * options];
    outputGradients = new float[rows * options];
    weights = new float[batch * mixing.weights()];
    weightGradients = new float[weights.length];
    losses = new float[batch];
    estimates = new float[batch];
    long parameters =
        (long) utilities.parameterCount() * members
            + hypernetwork.map(TrainedNetwork::parameterCount).orElse(0);
    int each = parameters * batch < MANY_MULTIPLICATIONS ? batch : MOMENTS_PER_TASK;
    chunks = new Chunk[(batch + each - 1) / each];
    for (int c = 0; c < chunks.length; c++) {
      chunks[c] = new Chunk(c * each, Math.min(batch, (c + 1) * each));
    }
  }

  private void requireLearnable() {
    String trainer = config.trainerType();
    if (!(behavior.actions() instanceof ActionSpace.Discrete)) {
      throw new UserError(
          behavior.name()
              + " acts by "
              + behavior.actions()
              + ", but "
              + trainer
              + " needs one discrete choice: use trainer_type: ppo");
    }
    if (config.policy() == PolicySharing.PER_AGENT) {
      throw new UserError(
          "behaviors."
              + behavior.name()
              + ".policy is per_agent, but "
              + trainer
              + " learns from whole teams: use policy: shared, or trainer_type: dqn");
    }
    if (config.networkSettings().memory().isPresent()) {
      throw new UserError(
          "behaviors."
              + behavior.name()
              + ".network_settings.memory: "
              + trainer
              + " learns none: leave it out, or use trainer_type: dqn");
    }
  }

  /**
   * Detail 4: what gives the mixing network's weights for a state, in the order of {@link
   * Mixing.Monotonic}; the final bias has a hidden layer in any case.
   */
  private NetworkSpec hypernetwork(Mixing.Monotonic mixing) {
    int embed = qmix.hypernetUnits();
    int units = mixing.units();
    float gain = HYPERNETWORK_GAIN;
    List<Layer> hidden =
        embed == 0 ? List.of() : List.of(new Layer.Dense(embed, Activation.RELU, gain));
    List<Layer> biasHidden = List.of(new Layer.Dense(units, Activation.RELU, gain));
    return new NetworkSpec(
        width,
        config.networkSettings().normalize(),
        List.of(
            new Trunk(hidden, List.of(new Head("weights", members * units, gain))),
            new Trunk(List.of(), List.of(new Head("biases", units, gain))),
            new Trunk(hidden, List.of(new Head("final_weights", units, gain))),
            new Trunk(biasHidden, List.of(new Head("final_bias", 1, gain)))));
  }

  @Override
  public int horizon() {
    return Math.max(1, qmix.trainFreq() / lanes);
  }

  @Override
  public int columns() {
    return 0;
  }

  @Override
  public boolean wantsFinalObservations() {
    return true;
  }

  /** Detail 2: each member decides by its own utilities alone, ε-greedily. */
  @Override
  public BrainSource acting() {
    return capacity ->
        new ValueBrain(behavior, utilities.network, values, capacity, selection, NONE);
  }

  @Override
  public ActingCopy actingCopy() {
    return new Copy();
  }

  /** Decides by a copy of the utilities, with the same ε. */
  private final class Copy implements ActingCopy {
    private final Network copy = backend.network(utilities.spec(), workers);
    private final Selection.EpsilonGreedy copiedSelection = new Selection.EpsilonGreedy(1);

    Copy() {
      refresh();
    }

    @Override
    public Brain brain(int capacity) {
      return new ValueBrain(behavior, copy, values, capacity, copiedSelection, NONE);
    }

    @Override
    public void refresh() {
      utilities.copyTo(copy);
      if (config.networkSettings().normalize()) {
        normalizer.write(means, scales);
        copy.setNormalizer(means, scales);
      }
      copiedSelection.setEpsilon(epsilon.at(steps));
    }
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    remember(rollout);
    addToNormalizer(rollout);
    long before = steps;
    steps += rollout.size();
    float learningRate =
        learningRateFactor * qmix.learningRateSchedule().at(qmix.learningRate(), progress, 1e-10f);

    // detail 7: so many steps of the optimiser for so many decisions, once there is enough
    if (steps >= qmix.bufferInitSteps() && replay.size() >= batch) {
      owed += rollout.size();
      int updates = 0;
      double norm = 0;
      double error = 0;
      double estimate = 0;
      for (; owed >= qmix.trainFreq(); owed -= qmix.trainFreq()) {
        for (int step = 0; step < qmix.gradientSteps(); step++) {
          replay.sample(random, batch, slots);
          norm += learn(learningRate);
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
    long interval = qmix.targetUpdateInterval();
    updateTargets(steps / interval - before / interval); // detail 8
    selection.setEpsilon(epsilon.at(steps));
    metrics.put("learning_rate", learningRate);
    metrics.put("replay_size", replay.size());
  }

  /** Detail 6: what each team did, of all members at once. */
  private void remember(Rollout rollout) {
    if (joint.isEmpty() || joint.get().rollout().capacity() != rollout.capacity()) {
      joint = Optional.of(new JointRollout(behavior, teams, arenas, rollout.capacity()));
    }
    joint.get().fill(rollout);
    replay.add(joint.get().rollout());
  }

  /** One step on the minibatch that was drawn; the norm of all gradients before clipping. */
  private double learn(float learningRate) {
    workers.run(chunks.length, prepareTask); // detail 5: what the teams' values should be
    utilities.training.forward(input.use(batch * members), outputs);
    if (hypernetwork.isPresent()) {
      hypernetwork.get().training.forward(state.use(batch), weights);
    }
    workers.run(chunks.length, gradientTask);
    utilities.training.backward(outputGradients, NONE);
    double norm = utilities.training.step(learningRate, qmix.maxGradNorm()); // detail 9
    if (hypernetwork.isPresent()) {
      hypernetwork.get().training.backward(weightGradients, NONE);
      norm = Math.hypot(norm, hypernetwork.get().training.step(learningRate, qmix.maxGradNorm()));
    }
    return norm;
  }

  /** Some moments of the minibatch, and the buffers of the thread that computes them. */
  private final class Chunk {
    final int first;
    final int end;
    final Network.Inference online;
    final Network.Inference later;
    final Optional<Network.Inference> laterWeights;
    final Sequences nextInput;
    final Sequences nextState;
    final float[] onlineOutputs;
    final float[] laterOutputs;
    final float[] nextWeights;
    final float[] chosen;
    final float[] chosenGradients;
    final float[] hidden;

    Chunk(int first, int end) {
      this.first = first;
      this.end = end;
      int moments = end - first;
      online = utilities.network.inference(moments * members);
      later = utilities.target.inference(moments * members);
      laterWeights = hypernetwork.map(h -> h.target.inference(moments));
      nextInput = Sequences.rows(moments * members, inputs).use(moments * members);
      nextState = Sequences.rows(moments, width).use(moments);
      onlineOutputs = new float[moments * members * options];
      laterOutputs = new float[onlineOutputs.length];
      nextWeights = new float[moments * mixing.weights()];
      chosen = new float[members];
      chosenGradients = new float[members];
      hidden = new float[mixing.hidden()];
    }
  }

  /** Gathers some moments of the minibatch and computes their targets. */
  private void prepare(int c) {
    Chunk chunk = chunks[c];
    for (int i = chunk.first; i < chunk.end; i++) {
      nextSlots[i] = replay.outcome(slots[i], outcomes, 2 * i);
      gather(slots[i], state, input, i);
      gather(nextSlots[i], chunk.nextState, chunk.nextInput, i - chunk.first);
    }
    chunk.later.forward(chunk.nextInput, chunk.laterOutputs);
    if (qmix.doubleQ()) {
      chunk.online.forward(chunk.nextInput, chunk.onlineOutputs);
    }
    if (chunk.laterWeights.isPresent()) {
      chunk.laterWeights.get().forward(chunk.nextState, chunk.nextWeights);
    }
    for (int i = chunk.first; i < chunk.end; i++) {
      target(chunk, i);
    }
  }

  /** What all members saw is the state; what each of them saw is a row of their network's. */
  private void gather(int slot, Sequences states, Sequences observations, int i) {
    replay.observation(slot, states.values(), i * width);
    int numbers = members * inputs;
    System.arraycopy(states.values(), i * width, observations.values(), i * numbers, numbers);
  }

  private boolean isPresent(Sequences states, int i, int member) {
    return states.values()[i * width + members * inputs + member] != 0;
  }

  /**
   * Detail 5: {@code y = r + γ' Q_tot'(s', argmax Q_1(o_1', ·), …)}: the team's best choice is each
   * member's best. Detail 6: who is absent has a utility of 0; forbidden options are no candidates.
   */
  private void target(Chunk chunk, int i) {
    float[] choosing = qmix.doubleQ() ? chunk.onlineOutputs : chunk.laterOutputs;
    int row = i - chunk.first;
    int masks = nextSlots[i] * replay.options();
    for (int m = 0; m < members; m++) {
      chunk.chosen[m] = 0;
      if (isPresent(chunk.nextState, row, m)) {
        int at = (row * members + m) * options;
        int mask = masks + m * options;
        int best = Selection.best(choosing, at, options, replay.forbidden(), mask);
        chunk.chosen[m] = chunk.laterOutputs[at + best];
      }
    }
    float next = mixing.mix(chunk.chosen, chunk.nextWeights, row * mixing.weights(), chunk.hidden);
    targets[i] = config.extrinsic().strength() * outcomes[2 * i] + outcomes[2 * i + 1] * next;
  }

  /** The gradient of the minibatch's mean loss by both networks' outputs, for some moments. */
  private void gradient(int c) {
    Chunk chunk = chunks[c];
    float perMoment = 1f / batch;
    int from = chunk.first * members * options;
    Arrays.fill(outputGradients, from, chunk.end * members * options, 0);
    for (int i = chunk.first; i < chunk.end; i++) {
      for (int m = 0; m < members; m++) {
        chunk.chosen[m] = isPresent(state, i, m) ? outputs[chosen(i, m)] : 0;
      }
      int w = i * mixing.weights();
      float value = mixing.mix(chunk.chosen, weights, w, chunk.hidden);
      float error = value - targets[i];
      float slope = perMoment * qmix.loss().slope(error);
      mixing.backward(
          chunk.chosen, weights, w, chunk.hidden, slope, chunk.chosenGradients, weightGradients);
      for (int m = 0; m < members; m++) {
        if (isPresent(state, i, m)) {
          outputGradients[chosen(i, m)] = chunk.chosenGradients[m];
        }
      }
      losses[i] = qmix.loss().of(error);
      estimates[i] = value;
    }
  }

  /** Where the utility of what a member chose is among the outputs. */
  private int chosen(int i, int member) {
    return (i * members + member) * options + replay.choice(slots[i], member);
  }

  /** Detail 8: both target networks follow as often as their interval has gone by. */
  private void updateTargets(long times) {
    if (times > 0) {
      utilities.updateTarget(qmix.tau(), times);
      if (hypernetwork.isPresent()) {
        hypernetwork.get().updateTarget(qmix.tau(), times);
      }
    }
  }

  private static double mean(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  private void addToNormalizer(Rollout rollout) {
    if (config.networkSettings().normalize()) {
      rollout.addTo(normalizer);
      applyNormalizer();
    }
  }

  /** The state is normalised as each member's observation in it; who is present stays as it is. */
  private void applyNormalizer() {
    if (config.networkSettings().normalize()) {
      normalizer.write(means, scales);
      utilities.setNormalizer(means, scales);
      if (hypernetwork.isPresent()) {
        for (int m = 0; m < members; m++) {
          System.arraycopy(means, 0, stateMeans, m * inputs, inputs);
          System.arraycopy(scales, 0, stateScales, m * inputs, inputs);
        }
        Arrays.fill(stateScales, members * inputs, width, 1);
        hypernetwork.get().setNormalizer(stateMeans, stateScales);
      }
    }
  }

  @Override
  public Model model() {
    return NeuralModel.of(behavior, utilities.network, normalizer, Optional.of(values));
  }

  @Override
  public boolean isFinite() {
    return utilities.isFinite() && (hypernetwork.isEmpty() || hypernetwork.get().isFinite());
  }

  @Override
  public void scaleLearningRate(float factor) {
    learningRateFactor *= factor;
  }

  @Override
  public void perturb(long number) {
    random.reseed(RandomStream.derive(random.nextLong(), number));
  }

  private SavedTraining saved(TrainedNetwork which) {
    String architecture =
        Networks.inWords(utilities.spec(), config.networkSettings())
            + ", "
            + mixing
            + hypernetwork.map(h -> " of hypernetworks of " + qmix.hypernetUnits()).orElse("");
    return new SavedTraining(
        behavior.name(),
        architecture,
        qmix.optimizer(),
        which.network,
        which.training,
        random,
        normalizer);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    saved(utilities).save(out);
    utilities.saveTarget(out);
    if (hypernetwork.isPresent()) {
      saved(hypernetwork.get()).save(out);
      hypernetwork.get().saveTarget(out);
    }
    out.writeLong(steps);
    out.writeLong(owed);
    out.writeFloat(learningRateFactor);
  }

  @Override
  public void load(DataInput in) throws IOException {
    saved(utilities).load(in);
    utilities.loadTarget(in);
    if (hypernetwork.isPresent()) {
      saved(hypernetwork.get()).load(in);
      hypernetwork.get().loadTarget(in);
    }
    steps = in.readLong();
    owed = in.readLong();
    learningRateFactor = in.readFloat();
    applyNormalizer();
    selection.setEpsilon(epsilon.at(steps));
  }

  @Override
  public Replay replay() {
    return qmix.saveReplayBuffer() ? Replay.SAVED : Replay.FORGOTTEN;
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
    utilities.close();
    hypernetwork.ifPresent(TrainedNetwork::close);
  }
}
