package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;

/**
 * Decides by options that learned when to end (arXiv:1609.05140): one network gives for each option
 * a policy, the probability that it ends here, and its value. At each decision the running option
 * may end; then the best one, or by chance another, begins; and the running one acts.
 *
 * <p>It remembers the running option's number plus 1. For its learner it writes the columns of a
 * {@link NeuralBrain} without memory, where the value is the running option's, and behind them
 * those that are named here.
 */
public final class OptionBrain implements Brain {
  /** The head of the options' policies, one behind the other. */
  public static final String POLICIES = "policies";

  /** The head of the logits of the probabilities that options end. */
  public static final String TERMINATIONS = "terminations";

  /** The head of the options' values, Q(s, ω). */
  public static final String VALUES = "values";

  // columns behind those of a neural brain
  /** What it is worth to arrive here with the option that ran, before it may end. */
  public static final int ARRIVAL = 0;

  /** The option that ran before the decision; -1 at an episode's first. */
  public static final int PREVIOUS = 1;

  /** 1 if it ended here, else 0. */
  public static final int ENDED = 2;

  /** The option that acts. */
  public static final int OPTION = 3;

  /** Q(s, the option that ran) less what it is worth to choose anew. */
  public static final int LEAD = 4;

  private static final int COLUMNS = 5;
  private static final boolean[] NONE_FORBIDDEN = {};

  private final ActionDistribution distribution;
  private final Network.Inference inference;
  private final Sequences input;
  private final float[] outputs;
  private final float[] numbers;
  private final int options;
  private final int width;
  private final int policies;
  private final int terminations;
  private final int values;
  private final int first;
  private final boolean masked;
  private final boolean deterministic;
  private final float epsilon;
  private final float cost;

  /**
   * A brain on the calling thread.
   *
   * @param behavior whose rows it decides
   * @param network shared with other brains
   * @param options how many options there are
   * @param capacity the most rows at once
   * @param deterministic whether options end where they more likely do, the best one begins, and
   *     takes its most likely action
   * @param epsilon probability with which any option begins in place of the best one
   * @param cost the deliberation cost, which counts in what it is worth that an option ends
   */
  public OptionBrain(
      BehaviorSpec behavior,
      Network network,
      int options,
      int capacity,
      boolean deterministic,
      float epsilon,
      float cost) {
    distribution = new ActionDistribution(behavior.actions());
    inference = network.inference(capacity);
    input = Sequences.rows(capacity, network.spec().inputs());
    width = network.spec().outputs();
    outputs = new float[capacity * width];
    numbers = new float[distribution.continuous()];
    policies = network.spec().offset(POLICIES);
    terminations = network.spec().offset(TERMINATIONS);
    values = network.spec().offset(VALUES);
    first = NeuralBrain.columns(behavior);
    masked = behavior.masked();
    this.options = options;
    this.deterministic = deterministic;
    this.epsilon = epsilon;
    this.cost = cost;
  }

  /** Columns that a behavior's brain writes. */
  public static int columns(BehaviorSpec behavior) {
    return NeuralBrain.columns(behavior) + COLUMNS;
  }

  /** Probability of an option's end, of its logit. */
  public static float probability(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }

  @Override
  public int stateSize() {
    return 1;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    forward(batch, false, rows, count);
    boolean[] forbidden = masked ? batch.forbidden() : NONE_FORBIDDEN;
    boolean tells = batch.columnsPerRow() >= first + COLUMNS;
    int continuous = distribution.continuous();
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int o = i * width;
      RandomStream random = batch.random(row);
      int state = row * batch.statePerRow();
      int previous = (int) batch.states()[state] - 1;
      boolean ends = previous >= 0 && ends(outputs[o + terminations + previous], random);
      int option = previous < 0 || ends ? begin(o, random) : previous;
      batch.states()[state] = option + 1;
      float logProb =
          distribution.sample(
              outputs,
              o + policies + option * distribution.outputs(),
              forbidden,
              row * distribution.options(),
              deterministic,
              random,
              batch.choices(),
              row * distribution.branchCount(),
              numbers,
              0);
      for (int k = 0; k < continuous; k++) {
        batch.action(row).set(k, numbers[k]);
      }
      if (tells) {
        float[] columns = batch.columns();
        int column = row * batch.columnsPerRow();
        columns[column + NeuralBrain.LOG_PROB] = logProb;
        columns[column + NeuralBrain.VALUE_COLUMN] = outputs[o + values + option];
        System.arraycopy(numbers, 0, columns, column + NeuralBrain.NUMBERS, continuous);
        columns[column + first + PREVIOUS] = previous;
        columns[column + first + ENDED] = ends ? 1 : 0;
        columns[column + first + OPTION] = option;
        columns[column + first + LEAD] =
            previous < 0 ? 0 : outputs[o + values + previous] - anew(o);
        columns[column + first + ARRIVAL] = arrival(o, previous);
      }
    }
  }

  private boolean ends(float logit, RandomStream random) {
    return deterministic ? logit > 0 : random.nextFloat() < probability(logit);
  }

  private int begin(int o, RandomStream random) {
    if (!deterministic && random.nextFloat() < epsilon) {
      return random.nextInt(options);
    }
    int best = 0;
    for (int option = 1; option < options; option++) {
      best = outputs[o + values + option] > outputs[o + values + best] ? option : best;
    }
    return best;
  }

  /** What it is worth to choose an option, by which each is chosen as often as it is. */
  private float anew(int o) {
    float best = Float.NEGATIVE_INFINITY;
    float sum = 0;
    for (int option = 0; option < options; option++) {
      float value = outputs[o + values + option];
      best = Math.max(best, value);
      sum += value;
    }
    return (1 - epsilon) * best + epsilon * sum / options;
  }

  private float arrival(int o, int option) {
    if (option < 0) {
      return anew(o);
    }
    float end = probability(outputs[o + terminations + option]);
    return (1 - end) * outputs[o + values + option] + end * (anew(o) - cost);
  }

  @Override
  public void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    if (batch.columnsPerRow() < first + COLUMNS) {
      return;
    }
    forward(batch, isFinal, rows, count);
    float[] columns = isFinal ? batch.finalColumns() : batch.columns();
    float[] states = isFinal ? batch.finalStates() : batch.states();
    for (int i = 0; i < count; i++) {
      int option = (int) states[rows[i] * batch.statePerRow()] - 1;
      columns[rows[i] * batch.columnsPerRow() + first + ARRIVAL] = arrival(i * width, option);
    }
  }

  private void forward(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    int inputs = input.inputs();
    for (int i = 0; i < count; i++) {
      batch.copyInputs(isFinal, rows[i], input.values(), i * inputs);
    }
    inference.forward(input.use(count), outputs);
  }
}
