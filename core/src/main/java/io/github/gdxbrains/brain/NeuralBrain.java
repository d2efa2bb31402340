package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.policy.ActionDistribution;

/**
 * Decides by a network whose head {@link #POLICY} gives the distribution over actions: one forward
 * pass for all rows.
 *
 * <p>For its learner it writes {@code [log probability, value, unbounded continuous numbers]} into
 * the batch's columns, if the batch has them.
 */
public final class NeuralBrain implements Brain {
  /** The head that gives the distribution over actions. */
  public static final String POLICY = "policy";

  /** The head that estimates the return, if there is one. */
  public static final String VALUE = "value";

  /** Column of the action's log probability. */
  public static final int LOG_PROB = 0;

  /** Column of the estimated return. */
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
    input = Sequences.rows(capacity, network.spec().inputs());
    outputsPerRow = network.spec().outputs();
    outputs = new float[capacity * outputsPerRow];
    numbers = new float[distribution.continuous()];
    policy = network.spec().offset(POLICY);
    value =
        network.spec().heads().stream().map(Head::name).anyMatch(VALUE::equals)
            ? network.spec().offset(VALUE)
            : -1;
    masked = behavior.masked();
    this.deterministic = deterministic;
  }

  /** Columns that a behavior's brain writes. */
  public static int columns(BehaviorSpec behavior) {
    return NUMBERS + behavior.actions().continuous();
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    forward(batch, false, rows, count);
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
      if (columns > 0) {
        batch.columns()[row * columns + LOG_PROB] = logProb;
        System.arraycopy(numbers, 0, batch.columns(), row * columns + NUMBERS, continuous);
        writeValue(batch.columns(), row * columns, i);
      }
    }
  }

  @Override
  public void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    if (batch.columnsPerRow() == 0) {
      return;
    }
    forward(batch, isFinal, rows, count);
    float[] columns = isFinal ? batch.finalColumns() : batch.columns();
    for (int i = 0; i < count; i++) {
      writeValue(columns, rows[i] * batch.columnsPerRow(), i);
    }
  }

  private void writeValue(float[] columns, int offset, int i) {
    if (value >= 0) {
      columns[offset + VALUE_COLUMN] = outputs[i * outputsPerRow + value];
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
