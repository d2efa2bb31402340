package io.github.gdxbrains.learner;

import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ObservationSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A network that estimates returns, apart from the policy and of something else than what one agent
 * sees: the other half of a learner with an {@link Actor}.
 *
 * <p>What it estimates the return of is an <em>item</em>, a number that its {@link View} knows.
 */
public final class Critic implements AutoCloseable {
  /** Of an input of the critic that is no number of an agent's observation. */
  public static final int NO_OBSERVATION = -1;

  private static final float VALUE_GAIN = 1f;

  /** Items that a task estimates: so many that handing them out costs nothing. */
  private static final int CHUNK = 256;

  /** What a critic sees. */
  @FunctionalInterface
  public interface View {
    /**
     * Writes what there is to see of an item. Called on several threads at once.
     *
     * @param row receives the critic's inputs, from {@code at} on
     */
    void write(int item, float[] row, int at);
  }

  /** Buffers of one thread. */
  private record Estimator(Network.Inference inference, Sequences input, float[] outputs) {}

  private final String behavior;
  private final String name;
  private final String lossName;
  private final NetworkSettings settings;
  private final TeamPpoConfig ppo;
  private final Workers workers;
  private final RandomStream random;
  private final View view;
  private final int[] origins;
  private final NetworkSpec spec;
  private final Network network;
  private final Network.Training training;
  private final Estimator[] estimators;
  private final RunningStatistics returnStatistics = new RunningStatistics(1);
  private final float[] means;
  private final float[] scales;
  private final float[] checked;
  private final double[][] statistics; // kept per shard, so that their order is fixed
  private final Network.Loss loss = this::gradient;
  private final IntConsumer estimateTask = this::estimate;

  // what the outputs are multiplied by, and what is then added
  private float deviation = 1;
  private float mean;

  // the estimates at hand
  private int[] items = {};
  private int count;
  private float[] values = {};

  // the update at hand
  private double lossSum;
  private long learned;

  // the minibatch at hand
  private final Sequences input;
  private final float[] olds;
  private final float[] targets;
  private int size;

  /**
   * A critic with fresh parameters.
   *
   * @param context whose hyperparameters are a {@link TeamPpoConfig}
   * @param name in metrics and messages, such as {@code value}
   * @param observations what it sees
   * @param origins for each of its inputs the number of an agent's observation that it is, or
   *     {@link #NO_OBSERVATION}; those are normalised as the policy normalises them
   * @param view writes its inputs
   * @param rows the most items of a minibatch
   * @param random draws the parameters, and is saved with the critic
   */
  public Critic(
      LearnerContext context,
      String name,
      ObservationSpace observations,
      int[] origins,
      View view,
      int rows,
      RandomStream random) {
    behavior = context.behavior().name();
    this.name = name;
    lossName = name + "_loss";
    settings = context.config().networkSettings();
    ppo = (TeamPpoConfig) context.config().hyperparameters();
    workers = context.workers();
    this.random = random;
    this.view = view;
    this.origins = origins.clone();
    Head value = new Head(NeuralBrain.VALUE, 1, VALUE_GAIN);
    spec = Networks.network(observations, settings, List.of(List.of(value)));
    network = context.backend().network(spec, workers);
    training = network.training(rows, ppo.steps());
    network.setParameters(Initializer.parameters(spec, random));
    estimators = new Estimator[workers.threads()];
    for (int i = 0; i < estimators.length; i++) {
      estimators[i] =
          new Estimator(
              network.inference(CHUNK), Sequences.rows(CHUNK, spec.inputs()), new float[CHUNK]);
    }
    means = new float[spec.inputs()];
    scales = new float[spec.inputs()];
    Arrays.fill(scales, 1);
    checked = new float[network.parameterCount()];
    statistics = new double[training.shards(rows)][ClippedLosses.STATISTICS];
    input = Sequences.rows(rows, spec.inputs());
    olds = new float[rows];
    targets = new float[rows];
  }

  /**
   * Estimates the returns of items, on all threads.
   *
   * @param count how many of the items
   * @param values receives the estimates, in the order of the items
   */
  public void estimate(int[] items, int count, float[] values) {
    this.items = items;
    this.count = count;
    this.values = values;
    workers.run((count + CHUNK - 1) / CHUNK, estimateTask);
  }

  private void estimate(int chunk) {
    Estimator own = estimators[workers.currentThread()];
    int first = chunk * CHUNK;
    int rows = Math.min(CHUNK, count - first);
    int inputs = spec.inputs();
    for (int row = 0; row < rows; row++) {
      view.write(items[first + row], own.input().values(), row * inputs);
    }
    own.inference().forward(own.input().use(rows), own.outputs());
    for (int row = 0; row < rows; row++) {
      values[first + row] = own.outputs()[row] * deviation + mean;
    }
  }

  /**
   * Begins to learn returns; with {@code normalize_value} their mean and deviation count from now
   * on, also for {@link #estimate}.
   *
   * @param rollout whose transitions have the returns
   * @param returns by transition index
   */
  public void begin(Rollout rollout, float[] returns) {
    lossSum = 0;
    learned = 0;
    if (ppo.normalizeValue()) {
      for (int lane = 0; lane < rollout.lanes(); lane++) {
        returnStatistics.add(returns, rollout.first(lane), rollout.count(lane));
      }
      applyReturnStatistics();
    }
  }

  private void applyReturnStatistics() {
    if (ppo.normalizeValue()) {
      mean = (float) returnStatistics.mean(0);
      // returns that are all the same are not blown up
      double variance = returnStatistics.variance(0);
      deviation = variance < 1e-8 ? 1 : (float) Math.sqrt(variance);
    }
  }

  /** Begins a minibatch. */
  public void clear() {
    size = 0;
  }

  /**
   * Adds an item.
   *
   * @param old its estimate before the update
   * @param target its return
   */
  public void add(int item, float old, float target) {
    view.write(item, input.values(), size * spec.inputs());
    olds[size] = (old - mean) / deviation;
    targets[size] = (target - mean) / deviation;
    size++;
  }

  /** Takes a step by the minibatch. */
  public void learn(float learningRate) {
    training.forwardBackward(input.use(size), loss);
    int shards = training.shards(size);
    for (int shard = 0; shard < shards; shard++) {
      lossSum += statistics[shard][ClippedLosses.VALUE_LOSS];
      statistics[shard][ClippedLosses.VALUE_LOSS] = 0;
    }
    learned += size;
    training.step(learningRate, ppo.maxGradNorm());
  }

  /** The gradient of the minibatch's loss with respect to the outputs of some rows. */
  void gradient(int shard, int firstRow, int rows, float[] outputs, float[] outputGradients) {
    float weight = ppo.vfCoef() * (1f / size);
    for (int row = 0; row < rows; row++) {
      int at = firstRow + row;
      outputGradients[row] =
          weight
              * ClippedLosses.value(
                  outputs[row], olds[at], targets[at], ppo.clipRangeVf(), statistics[shard]);
    }
  }

  /** Says how the update went. */
  public void report(Metrics metrics) {
    metrics.put(lossName, lossSum / learned);
  }

  /** Normalises observations as the policy now does. */
  public void normalizeAs(Actor actor, boolean[] raw) {
    if (spec.normalize()) {
      for (int i = 0; i < origins.length; i++) {
        int origin = origins[i];
        boolean normalized = origin != NO_OBSERVATION && !raw[origin];
        means[i] = normalized ? actor.means()[origin] : 0;
        scales[i] = normalized ? actor.scales()[origin] : 1;
      }
      network.setNormalizer(means, scales);
    }
  }

  /** Whether all parameters are finite numbers. */
  public boolean isFinite() {
    return Networks.isFinite(network, checked);
  }

  private SavedTraining saved() {
    return new SavedTraining(
        behavior,
        name + " of " + Networks.inWords(spec, settings),
        ppo.optimizer(),
        network,
        training,
        random,
        returnStatistics);
  }

  /** Writes everything but the normaliser, which is the policy's. */
  public void save(DataOutput out) throws IOException {
    saved().save(out);
  }

  /** Restores what {@link #save} wrote; {@link #normalizeAs} must follow. */
  public void load(DataInput in) throws IOException {
    saved().load(in);
    applyReturnStatistics();
  }

  @Override
  public void close() {
    network.close();
  }
}
