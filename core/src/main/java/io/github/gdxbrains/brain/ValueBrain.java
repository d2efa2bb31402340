package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.explore.Selection;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.policy.ActionValues;

/**
 * Decides by a network whose head {@link #VALUES} gives the value of each option: one forward pass
 * for all rows, then a {@link Selection}. The state of a recurrent network lives in the batch; for
 * its learner, what it was before the decision goes to the batch's columns, if there is room.
 */
public final class ValueBrain implements Brain {
  /** The head that gives the values of the options. */
  public static final String VALUES = "values";

  private static final boolean[] NONE_FORBIDDEN = {};

  private final ActionValues values;
  private final Selection selection;
  private final float[] noise;
  private final Network.Inference inference;
  private final Sequences input;
  private final float[] outputs;
  private final float[] expected;
  private final int outputsPerRow;
  private final int head;
  private final boolean masked;
  private final int stateSize;

  /**
   * A brain on the calling thread.
   *
   * @param behavior whose rows it decides
   * @param network shared with other brains
   * @param values what the head's outputs mean
   * @param capacity the most rows at once
   * @param selection chooses among the options
   * @param noise of noisy layers, read at each decision; shared by all agents, so that no agent's
   *     choice depends on who decides beside it. Zeros, or empty, for none
   */
  public ValueBrain(
      BehaviorSpec behavior,
      Network network,
      ActionValues values,
      int capacity,
      Selection selection,
      float[] noise) {
    this.values = values;
    this.selection = selection;
    this.noise = noise;
    inference = network.inference(capacity);
    stateSize = network.spec().stateSize();
    input = // without room for noise, noisy layers cost what dense ones do
        noise.length == 0
            ? new Sequences(capacity, network.spec().inputs(), stateSize)
            : Sequences.of(network.spec(), capacity);
    outputsPerRow = network.spec().outputs();
    outputs = new float[capacity * outputsPerRow];
    expected = new float[values.options()];
    head = network.spec().offset(VALUES);
    masked = behavior.masked();
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    int inputs = input.inputs();
    for (int i = 0; i < count; i++) {
      batch.copyInputs(false, rows[i], input.values(), i * inputs);
      int state = rows[i] * batch.statePerRow();
      System.arraycopy(batch.states(), state, input.initialState(), i * stateSize, stateSize);
    }
    System.arraycopy(noise, 0, input.passNoise(), 0, noise.length);
    inference.forward(input.use(count), outputs);
    int options = values.options();
    boolean[] forbidden = masked ? batch.forbidden() : NONE_FORBIDDEN;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      remember(batch, row, i);
      values.expected(outputs, i * outputsPerRow + head, expected, 0);
      batch.choices()[row] =
          selection.choose(expected, 0, options, forbidden, row * options, batch.random(row));
    }
  }

  private void remember(AgentBatch batch, int row, int i) {
    int state = row * batch.statePerRow();
    if (batch.columnsPerRow() >= stateSize) {
      int column = row * batch.columnsPerRow();
      System.arraycopy(batch.states(), state, batch.columns(), column, stateSize);
    }
    System.arraycopy(input.finalState(), i * stateSize, batch.states(), state, stateSize);
  }
}
