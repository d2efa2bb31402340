package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.policy.ActionDistribution;

/**
 * Decides by a network whose head {@link #POLICY} gives the distribution over actions: one forward
 * pass for all rows.
 *
 * <p>The state of a recurrent network lives in the batch, with each row's agent; a decision
 * advances it, {@link #assess} does not.
 *
 * <p>For its learner it writes {@code [log probability, value, unbounded continuous numbers, state
 * before the decision, further values]} into the batch's columns, if the batch has them.
 */
public final class NeuralBrain implements Brain {
  /** The head that gives the distribution over actions. */
  public static final String POLICY = "policy";

  /** The head that estimates the return, one of each reward signal, if there is one. */
  public static final String VALUE = "value";

  /** Column of the action's log probability. */
  public static final int LOG_PROB = 0;

  /** Column of the estimated return, of the first reward signal if there are several. */
  public static final int VALUE_COLUMN = 1;

  /** First column of the unbounded continuous numbers. */
  public static final int NUMBERS = 2;

  private static final boolean[] NONE_FORBIDDEN = {};

  private final ActionDistribution distribution;
  private final Network.Inference inference;
  private final Sequences input;
  private final float[] outputs;
  private final float[] numbers;
  private final int outputsPerRow;
  private final int policy;
  private final int value;
  private final int furtherValues;
  private final int stateSize;
  private final int stateColumn;
  private final boolean masked;
  private final boolean deterministic;

  /**
   * A brain on the calling thread.
   *
   * @param behavior whose rows it decides
   * @param network shared with other brains
   * @param capacity the most rows at once
   * @param deterministic whether it takes the most likely action
   */
  public NeuralBrain(BehaviorSpec behavior, Network network, int capacity, boolean deterministic) {
    distribution = new ActionDistribution(behavior.actions());
    inference = network.inference(capacity);
    stateSize = network.spec().stateSize();
    stateColumn = stateColumn(behavior);
    input = new Sequences(capacity, network.spec().inputs(), stateSize);
    outputsPerRow = network.spec().outputs();
    outputs = new float[capacity * outputsPerRow];
    numbers = new float[distribution.continuous()];
    policy = network.spec().offset(POLICY);
    int values = values(network.spec());
    value = values > 0 ? network.spec().offset(VALUE) : -1;
    furtherValues = Math.max(0, values - 1);
    masked = behavior.masked();
    this.deterministic = deterministic;
  }

  /** Columns that a behavior's brain without memory writes. */
  public static int columns(BehaviorSpec behavior) {
    return stateColumn(behavior);
  }

  /** Columns that a behavior's brain with this network writes. */
  public static int columns(BehaviorSpec behavior, NetworkSpec network) {
    return stateColumn(behavior) + network.stateSize() + Math.max(0, values(network) - 1);
  }

  /** Column of the estimated return of the reward signal of a number, from 0. */
  public static int valueColumn(BehaviorSpec behavior, NetworkSpec network, int signal) {
    return signal == 0 ? VALUE_COLUMN : stateColumn(behavior) + network.stateSize() + signal - 1;
  }

  private static int values(NetworkSpec network) {
    return network.heads().stream()
        .filter(head -> head.name().equals(VALUE))
        .mapToInt(Head::units)
        .sum();
  }

  /** First column of the network's state before the decision. */
  public static int stateColumn(BehaviorSpec behavior) {
    return NUMBERS + behavior.actions().continuous();
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    forward(batch, false, rows, count);
    remember(batch, rows, count);
    int branches = distribution.branchCount();
    int continuous = distribution.continuous();
    int options = distribution.options();
    int columns = batch.columnsPerRow();
    boolean[] forbidden = masked ? batch.forbidden() : NONE_FORBIDDEN;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      float logProb =
          distribution.sample(
              outputs,
              i * outputsPerRow + policy,
              forbidden,
              row * options,
              deterministic,
              batch.random(row),
              batch.choices(),
              row * branches,
              numbers,
              0);
      for (int k = 0; k < continuous; k++) {
        batch.action(row).set(k, numbers[k]);
      }
      if (columns >= stateColumn) { // fewer are for another brain's learner
        batch.columns()[row * columns + LOG_PROB] = logProb;
        System.arraycopy(numbers, 0, batch.columns(), row * columns + NUMBERS, continuous);
        writeValues(batch.columns(), row * columns, columns, i);
      }
    }
  }

  @Override
  public void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    if (batch.columnsPerRow() < stateColumn) {
      return;
    }
    forward(batch, isFinal, rows, count);
    float[] columns = isFinal ? batch.finalColumns() : batch.columns();
    for (int i = 0; i < count; i++) {
      writeValues(columns, rows[i] * batch.columnsPerRow(), batch.columnsPerRow(), i);
    }
  }

  private void writeValues(float[] columns, int offset, int width, int i) {
    if (value >= 0) {
      int from = i * outputsPerRow + value;
      columns[offset + VALUE_COLUMN] = outputs[from];
      int further = stateColumn + stateSize;
      if (width >= further + furtherValues) {
        System.arraycopy(outputs, from + 1, columns, offset + further, furtherValues);
      }
    }
  }

  /** Advances the rows' states; what they were goes to the columns, if there is room for it. */
  private void remember(AgentBatch batch, int[] rows, int count) {
    int columns = batch.columnsPerRow();
    boolean tell = columns >= stateColumn + stateSize;
    for (int i = 0; i < count && stateSize > 0; i++) {
      int state = rows[i] * batch.statePerRow();
      if (tell) {
        int column = rows[i] * columns + stateColumn;
        System.arraycopy(batch.states(), state, batch.columns(), column, stateSize);
      }
      System.arraycopy(input.finalState(), i * stateSize, batch.states(), state, stateSize);
    }
  }

  private void forward(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    if (batch.statePerRow() < stateSize) {
      throw new IllegalStateException(
          "the brain remembers "
              + stateSize
              + " numbers of an agent, but the batch has room for "
              + batch.statePerRow());
    }
    int inputs = input.inputs();
    float[] states = isFinal ? batch.finalStates() : batch.states();
    for (int i = 0; i < count; i++) {
      batch.copyInputs(isFinal, rows[i], input.values(), i * inputs);
      int state = rows[i] * batch.statePerRow();
      System.arraycopy(states, state, input.initialState(), i * stateSize, stateSize);
    }
    inference.forward(input.use(count), outputs);
  }
}
