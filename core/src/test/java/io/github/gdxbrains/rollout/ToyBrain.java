package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;

/**
 * Chooses option 0; for the log probability it writes the first number that it sees, for the value
 * a hundred times that.
 */
final class ToyBrain implements Brain {
  static final int COLUMNS = 2;
  static final int VALUE = 1;

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      batch.action(rows[i]).choose(0, 0);
    }
    write(batch, false, rows, count);
  }

  @Override
  public void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    write(batch, isFinal, rows, count);
  }

  private static void write(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    float[] seen = new float[batch.inputsPerRow()];
    float[] columns = isFinal ? batch.finalColumns() : batch.columns();
    for (int i = 0; i < count; i++) {
      batch.copyInputs(isFinal, rows[i], seen, 0);
      columns[rows[i] * COLUMNS] = seen[0];
      columns[rows[i] * COLUMNS + VALUE] = 100 * seen[0];
    }
  }
}
