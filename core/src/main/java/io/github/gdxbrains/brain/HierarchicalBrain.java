package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import java.util.List;

/**
 * Decides by a hierarchy: a manager chooses a skill, which then decides for the agent for a while,
 * until its period is over or it is done. Manager and skills are brains of any kind, a skill may be
 * a hierarchy itself. Of all rows, those whose manager decides are one batch for it, and the rows
 * of each skill one for the skill.
 *
 * <p>It remembers of each row {@code [running skill + 1, decisions left]} and what its levels
 * remember, first the manager. What a skill remembers stays as it is while others run.
 *
 * <p>For a learner it writes {@code [running skill, 1 if the manager has just chosen it]} into the
 * batch's columns, and behind them what each level writes for its own learner: at the level's
 * decisions, and for every learning level where it {@link #assess assesses}.
 */
public final class HierarchicalBrain implements Brain {
  /** Column of the running skill's number. */
  public static final int SKILL = 0;

  /** Column that is 1 where the manager decided, else 0. */
  public static final int STARTED = 1;

  /** First column of the manager; those of the skills follow in their order. */
  public static final int LEVELS = 2;

  // what is remembered of a row before what the levels remember
  private static final int RUNNING = 0;
  private static final int LEFT = 1;
  private static final int HEAD = 2;

  /**
   * One of its brains.
   *
   * @param behavior what it sees and decides about: the manager among as many options as there are
   *     skills, each skill about all that the agent does
   * @param brains makes it
   * @param columns floats that it writes for its learner; 0 if it does not learn
   */
  public record Level(BehaviorSpec behavior, BrainSource brains, int columns) {}

  private final BrainPart[] parts; // first the manager
  private final int period;
  private final int columns;
  private final int stateSize;

  /**
   * A brain on the calling thread.
   *
   * @param period the most decisions of an agent that a skill runs for, at least 1
   * @param capacity the most rows at once
   */
  public HierarchicalBrain(int period, Level manager, List<Level> skills, int capacity) {
    this.period = period;
    parts = new BrainPart[skills.size() + 1];
    int column = LEVELS;
    int state = HEAD;
    for (int i = 0; i < parts.length; i++) {
      Level level = i == 0 ? manager : skills.get(i - 1);
      parts[i] = new BrainPart(level, false, capacity, column, state);
      column += parts[i].columns;
      state += parts[i].stateSize;
    }
    columns = column;
    stateSize = state;
  }

  /** Columns that such a brain writes. */
  public static int columns(Level manager, List<Level> skills) {
    return LEVELS + manager.columns() + skills.stream().mapToInt(Level::columns).sum();
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    int width = batch.statePerRow();
    float[] states = batch.states();
    for (BrainPart part : parts) {
      part.attach(batch);
    }
    BrainPart manager = parts[0];
    for (int i = 0; i < count; i++) {
      int state = rows[i] * width;
      if (states[state + RUNNING] == 0 || states[state + LEFT] == 0) {
        manager.rows[manager.count++] = rows[i];
      }
    }
    for (int i = 0; i < manager.count; i++) {
      manager.recall(batch, manager.rows[i]);
    }
    manager.decide();
    for (int i = 0; i < manager.count; i++) {
      int row = manager.rows[i];
      manager.remember(batch, row, columns);
      states[row * width + RUNNING] = manager.view.choices()[row] + 1;
      states[row * width + LEFT] = period;
    }
    for (int i = 0; i < count; i++) {
      BrainPart skill = parts[(int) states[rows[i] * width + RUNNING]];
      skill.rows[skill.count++] = rows[i];
      skill.recall(batch, rows[i]);
    }
    for (int i = 1; i < parts.length; i++) {
      parts[i].decide();
    }
    boolean tells = batch.columnsPerRow() >= columns; // fewer are for another brain's learner
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int state = row * width;
      int running = (int) states[state + RUNNING];
      parts[running].remember(batch, row, columns);
      if (tells) {
        int column = row * batch.columnsPerRow();
        batch.columns()[column + SKILL] = running - 1;
        batch.columns()[column + STARTED] = states[state + LEFT] == period ? 1 : 0;
      }
      boolean isDone = parts[running].brain.isDone(parts[running].view, row);
      states[state + LEFT] = isDone ? 0 : states[state + LEFT] - 1;
    }
    for (BrainPart part : parts) {
      part.count = 0;
    }
  }

  /** {@inheritDoc} It is through if its manager is, and the skill that it chose last. */
  @Override
  public boolean isDone(AgentBatch batch, int row) {
    return batch.states()[row * batch.statePerRow() + LEFT] == 0
        && parts[0].brain.isDone(parts[0].view, row);
  }

  @Override
  public void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {
    if (batch.columnsPerRow() < columns) {
      return;
    }
    for (BrainPart part : parts) {
      if (part.columns > 0) {
        part.attach(batch);
        part.assess(batch, isFinal, rows, count);
      }
    }
  }
}
