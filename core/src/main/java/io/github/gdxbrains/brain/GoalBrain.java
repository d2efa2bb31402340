package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.space.GoalSpace;

/**
 * Decides by two levels: a manager chooses a goal, and a worker, who is told it, acts for the agent
 * until it is reached or a period is over. All rows whose manager decides are one batch for it, and
 * all rows one for the worker.
 *
 * <p>It remembers of each row {@code [goal + 1, decisions left, 1 if the goal is a test, the goal's
 * numbers]} and what its levels remember, first the manager.
 *
 * <p>For a learner it writes {@code [goal, 1 if the manager has just chosen it, the goal's numbers
 * as the worker is told them, 1 if it is a test]} into the batch's columns, and behind them what
 * manager and worker write for their own learners.
 */
public final class GoalBrain implements Brain {
  /** Column of the goal's number. */
  public static final int GOAL = 0;

  /** Column that is 1 where the manager decided, else 0. */
  public static final int STARTED = 1;

  /** First column of the goal's numbers as the worker is told them. */
  public static final int NUMBERS = 2;

  // what is remembered of a row before what the levels remember
  private static final int CHOSEN = 0;
  private static final int LEFT = 1;
  private static final int TESTED = 2;
  private static final int WANTED = 3;

  /**
   * How goals are tried out while they are learned: now and then the worker goes for one without
   * exploring, which shows whether it can reach it (arXiv:1712.00948, section 4.3).
   *
   * @param ratio how many of all goals are tests
   * @param worker who then acts
   */
  public record Tests(float ratio, BrainSource worker) {}

  private final GoalSpace goals;
  private final int period;
  private final float testRatio;
  private final BrainPart manager;
  private final BrainPart worker;
  private final BrainPart tester;
  private final int columns;
  private final int stateSize;

  // room for one row
  private final int[] positions;
  private final float[] seen;
  private final float[] achieved;
  private final float[] goal;

  /**
   * A brain on the calling thread.
   *
   * @param behavior of the agents, who see the numbers of the goals
   * @param period the most decisions of an agent that a goal holds for, at least 1
   * @param manager chooses among the goals
   * @param worker sees, last, the goal
   * @param capacity the most rows at once
   */
  public GoalBrain(
      BehaviorSpec behavior,
      GoalSpace goals,
      int period,
      HierarchicalBrain.Level manager,
      HierarchicalBrain.Level worker,
      Tests tests,
      int capacity) {
    this.goals = goals;
    this.period = period;
    testRatio = tests.ratio();
    int first = managerColumn(goals);
    this.manager = new BrainPart(manager, false, capacity, first, WANTED + goals.size());
    int column = first + manager.columns();
    int state = WANTED + goals.size() + this.manager.stateSize;
    this.worker = new BrainPart(worker, true, capacity, column, state);
    HierarchicalBrain.Level testing =
        new HierarchicalBrain.Level(worker.behavior(), tests.worker(), worker.columns());
    tester = new BrainPart(testing, true, capacity, column, state);
    columns = column + worker.columns();
    stateSize = state + this.worker.stateSize;
    positions = goals.positions(behavior.observations());
    seen = new float[behavior.observations().inputs()];
    achieved = new float[goals.size()];
    goal = new float[goals.size()];
  }

  /** Column that is 1 where the goal is a test. */
  public static int testColumn(GoalSpace goals) {
    return NUMBERS + goals.size();
  }

  /** First column of the manager; those of the worker follow. */
  public static int managerColumn(GoalSpace goals) {
    return testColumn(goals) + 1;
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    int width = batch.statePerRow();
    float[] states = batch.states();
    manager.attach(batch);
    worker.attach(batch);
    tester.attach(batch);
    for (int i = 0; i < count; i++) {
      int state = rows[i] * width;
      if (states[state + CHOSEN] == 0 || states[state + LEFT] == 0 || isReached(batch, rows[i])) {
        manager.rows[manager.count++] = rows[i];
        manager.recall(batch, rows[i]);
      }
    }
    manager.decide();
    for (int i = 0; i < manager.count; i++) {
      int row = manager.rows[i];
      manager.remember(batch, row, columns);
      choose(batch, row, manager.view.choices()[row]);
    }
    manager.count = 0;
    for (int i = 0; i < count; i++) {
      BrainPart part = states[rows[i] * width + TESTED] == 0 ? worker : tester;
      part.rows[part.count++] = rows[i];
      part.recall(batch, rows[i]);
      tell(batch, rows[i], part);
    }
    work(batch, worker);
    work(batch, tester);
  }

  private void choose(AgentBatch batch, int row, int choice) {
    int state = row * batch.statePerRow();
    boolean isTest = testRatio > 0 && batch.random(row).nextFloat() < testRatio;
    batch.states()[state + CHOSEN] = choice + 1;
    batch.states()[state + LEFT] = period;
    batch.states()[state + TESTED] = isTest ? 1 : 0;
    see(batch, row);
    goals.goal(choice, achieved, goal);
    System.arraycopy(goal, 0, batch.states(), state + WANTED, goal.length);
  }

  private boolean isReached(AgentBatch batch, int row) {
    see(batch, row);
    System.arraycopy(batch.states(), row * batch.statePerRow() + WANTED, goal, 0, goal.length);
    return goals.isReached(achieved, goal);
  }

  /** Reads what a row has brought about. */
  private void see(AgentBatch batch, int row) {
    batch.copyInputs(false, row, seen, 0);
    for (int i = 0; i < achieved.length; i++) {
      achieved[i] = seen[positions[i]];
    }
  }

  private void tell(AgentBatch batch, int row, BrainPart part) {
    see(batch, row);
    int size = goals.size();
    int state = row * batch.statePerRow();
    float[] told = part.view.told();
    for (int i = 0; i < size; i++) {
      float wanted = batch.states()[state + WANTED + i];
      told[row * size + i] = goals.relative() ? wanted - achieved[i] : wanted;
    }
    if (batch.columnsPerRow() >= columns) { // fewer are for another brain's learner
      int column = row * batch.columnsPerRow();
      boolean isStart = batch.states()[state + LEFT] == period;
      batch.columns()[column + GOAL] = batch.states()[state + CHOSEN] - 1;
      batch.columns()[column + STARTED] = isStart ? 1 : 0;
      System.arraycopy(told, row * size, batch.columns(), column + NUMBERS, size);
      batch.columns()[column + NUMBERS + size] = batch.states()[state + TESTED];
    }
  }

  private void work(AgentBatch batch, BrainPart part) {
    part.decide();
    for (int i = 0; i < part.count; i++) {
      int row = part.rows[i];
      part.remember(batch, row, columns);
      batch.states()[row * batch.statePerRow() + LEFT]--;
    }
    part.count = 0;
  }
}
