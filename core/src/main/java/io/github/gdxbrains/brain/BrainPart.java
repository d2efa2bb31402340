package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;

/** A level's brain and the agents as it sees them. */
final class BrainPart {
  private final BehaviorSpec behavior;
  private final boolean isTold;
  final Brain brain;
  final int columns;
  final int stateSize;
  private final int firstColumn;
  private final int firstState;
  final int[] rows;
  int count;
  private AgentBatch attached;
  AgentBatch view;

  /** With {@code isTold}, the level's last stream is what it is told: {@link AgentBatch#told}. */
  BrainPart(
      HierarchicalBrain.Level level,
      boolean isTold,
      int capacity,
      int firstColumn,
      int firstState) {
    behavior = level.behavior();
    this.isTold = isTold;
    brain = level.brains().brain(capacity);
    columns = level.columns();
    stateSize = brain.stateSize();
    rows = new int[capacity];
    this.firstColumn = firstColumn;
    this.firstState = firstState;
  }

  /** Makes a view of a batch that it has not seen before: there is only one as a rule. */
  void attach(AgentBatch batch) {
    if (attached != batch) {
      attached = batch;
      view = isTold ? batch.toldView(behavior, columns) : batch.view(behavior, columns);
      view.reserveStates(stateSize);
    }
  }

  void decide() {
    if (count > 0) {
      brain.decide(view, rows, count);
    }
  }

  /** Takes what the brain remembers of a row out of the batch. */
  void recall(AgentBatch batch, int row) {
    int state = row * batch.statePerRow() + firstState;
    System.arraycopy(batch.states(), state, view.states(), row * stateSize, stateSize);
  }

  /** Puts back what it remembers of a row now, and what it tells its learner. */
  void remember(AgentBatch batch, int row, int allColumns) {
    int state = row * batch.statePerRow() + firstState;
    System.arraycopy(view.states(), row * stateSize, batch.states(), state, stateSize);
    if (batch.columnsPerRow() >= allColumns) {
      int column = row * batch.columnsPerRow() + firstColumn;
      System.arraycopy(view.columns(), row * columns, batch.columns(), column, columns);
    }
  }

  void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    float[] states = isFinal ? batch.finalStates() : batch.states();
    float[] own = isFinal ? view.finalStates() : view.states();
    for (int i = 0; i < count; i++) {
      int state = rows[i] * batch.statePerRow() + firstState;
      System.arraycopy(states, state, own, rows[i] * stateSize, stateSize);
    }
    brain.assess(view, isFinal, rows, count);
    float[] written = isFinal ? view.finalColumns() : view.columns();
    float[] target = isFinal ? batch.finalColumns() : batch.columns();
    for (int i = 0; i < count; i++) {
      int column = rows[i] * batch.columnsPerRow() + firstColumn;
      System.arraycopy(written, rows[i] * columns, target, column, columns);
    }
  }
}
