package io.github.gdxbrains.rollout;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.space.GoalSpace;

/**
 * What a manager that chooses goals learns from (HAC, arXiv:1712.00948, section 4): its transitions
 * as if it had chosen what its worker brought about, and those in which the worker could not reach
 * a goal on which it was tested, with a penalty and without a future. Both are kept, in lanes of
 * their own: of agent {@code i} in lane {@code 2 i} and {@code 2 i + 1}.
 */
public final class GoalRollout {
  private final GoalSpace goals;
  private final int[] positions;
  private final boolean hindsight;
  private final float penalty;
  private final Rollout learned;
  private final float[] next;
  private final float[] before;
  private final float[] achieved;
  private final float[] goal;
  private int ended;
  private int reached;
  private int tested;
  private int testsReached;

  /**
   * Nothing yet.
   *
   * @param manager who sees the numbers of the goals
   * @param hindsight whether a goal that was missed is replaced by what was brought about
   * @param penalty what it costs to choose a goal that a test shows to be out of reach
   * @param lanes how many agents
   * @param capacity the most transitions of each
   * @param columns of the manager's own
   */
  public GoalRollout(
      BehaviorSpec manager,
      GoalSpace goals,
      boolean hindsight,
      float penalty,
      int lanes,
      int capacity,
      int columns) {
    this.goals = goals;
    this.hindsight = hindsight;
    this.penalty = penalty;
    positions = goals.positions(manager.observations());
    int inputs = manager.observations().inputs();
    learned = new Rollout(manager, 2 * lanes, capacity, inputs, columns, true);
    next = new float[inputs];
    before = new float[goals.size()];
    achieved = new float[goals.size()];
    goal = new float[goals.size()];
  }

  /** The transitions to learn from. */
  public Rollout rollout() {
    return learned;
  }

  /**
   * Makes them of the manager's own finished ones; those of before are forgotten.
   *
   * @param manager its first column tells tests, the others are the manager's own
   */
  public void follow(Rollout manager) {
    learned.begin();
    ended = 0;
    reached = 0;
    tested = 0;
    testsReached = 0;
    for (int lane = 0; lane < manager.lanes(); lane++) {
      int first = manager.first(lane);
      for (int index = first; index < first + manager.count(lane); index++) {
        follow(manager, lane, index);
      }
    }
  }

  private void follow(Rollout manager, int lane, int index) {
    manager.copyNext(index, next, 0);
    for (int i = 0; i < positions.length; i++) {
      before[i] = manager.observations()[index * manager.inputs() + positions[i]];
      achieved[i] = next[positions[i]];
    }
    goals.goal(manager.choices()[index], before, goal);
    boolean isReached = goals.isReached(achieved, goal);
    boolean isTest = manager.columns()[index * manager.columnCount()] == 1;
    Ending ending = manager.endings()[index];
    int choice =
        hindsight && !isReached ? goals.nearest(before, achieved) : manager.choices()[index];
    add(manager, index, 2 * lane, choice, manager.rewards()[index], ending);
    // an episode's end left the worker less time than it is due
    if (isTest && !isReached && ending == Ending.RUNNING) {
      add(manager, index, 2 * lane + 1, manager.choices()[index], -penalty, Ending.TERMINATED);
    }
    ended++;
    reached += isReached ? 1 : 0;
    tested += isTest ? 1 : 0;
    testsReached += isTest && isReached ? 1 : 0;
  }

  private void add(Rollout from, int index, int lane, int choice, float reward, Ending ending) {
    int to = learned.open(lane);
    int inputs = from.inputs();
    System.arraycopy(
        from.observations(), index * inputs, learned.observations(), to * inputs, inputs);
    int columns = learned.columnCount();
    System.arraycopy(
        from.columns(), index * (columns + 1) + 1, learned.columns(), to * columns, columns);
    learned.choices()[to] = choice;
    learned.episodes()[to] = from.episodes()[index];
    learned.times()[to] = from.times()[index];
    learned.starts()[to] |= from.starts()[index];
    learned.reward(lane, reward, 0, 1, from.ticks()[index]);
    learned.close(lane, ending);
    if (ending != Ending.RUNNING) {
      System.arraycopy(next, 0, learned.finalObservations(), to * inputs, inputs);
    }
  }

  /** How many goals came to an end. */
  public int ended() {
    return ended;
  }

  /** How many of them were reached. */
  public int reached() {
    return reached;
  }

  /** How many of them were tests. */
  public int tested() {
    return tested;
  }

  /** How many of the tests were reached. */
  public int testsReached() {
    return testsReached;
  }
}
