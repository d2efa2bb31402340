package io.github.gdxbrains.replay;

import io.github.gdxbrains.space.GoalSpace;
import io.github.gdxbrains.space.ObservationSpace;

/**
 * Transitions of who was told a goal, learned from as if it had been told another (hindsight
 * experience replay, arXiv:1707.01495): an observation's goal is replaced by what its agent came to
 * bring about later, and reward and end follow from the goal. Immutable.
 *
 * <p>The reward is -1 a tick until the goal is reached, which is an end; whoever leaves the world
 * before has missed it forever.
 */
public final class Hindsight {
  private final GoalSpace goals;
  private final int[] achieved;
  private final int[] desired;
  private final float ratio;
  private final int reach;
  private final float gamma;

  /**
   * @param told what the agent sees, its goal included
   * @param relabelled goals put in place of each transition's own, at the ratio to it; 0 for none
   * @param reach decisions within which another goal was brought about, at least 1
   * @param gamma discount per tick, below 1
   */
  public Hindsight(GoalSpace goals, ObservationSpace told, int relabelled, int reach, float gamma) {
    this.goals = goals;
    achieved = goals.positions(told);
    desired = goals.desiredPositions(told);
    ratio = relabelled / (relabelled + 1f);
    this.reach = reach;
    this.gamma = gamma;
  }

  /** How many numbers a goal has. */
  public int size() {
    return desired.length;
  }

  /** The share of transitions that get another goal. */
  public float ratio() {
    return ratio;
  }

  /** Decisions within which another goal was brought about. */
  public int reach() {
    return reach;
  }

  /** What it is worth never to reach a goal: the least value. */
  public float least() {
    return -1 / (1 - gamma);
  }

  /** Copies what an agent has brought about, as of its observation at {@code o}. */
  public void achieved(float[] observations, int o, float[] target) {
    for (int i = 0; i < achieved.length; i++) {
      target[i] = observations[o + achieved[i]];
    }
  }

  /** Copies the goal that an agent was told, as of its observation at {@code o}. */
  public void desired(float[] observations, int o, float[] target) {
    for (int i = 0; i < desired.length; i++) {
      float own = goals.relative() ? observations[o + achieved[i]] : 0;
      target[i] = observations[o + desired[i]] + own;
    }
  }

  /** Puts a goal into the observation at {@code o}. */
  public void tell(float[] goal, float[] observations, int o) {
    for (int i = 0; i < desired.length; i++) {
      float own = goals.relative() ? observations[o + achieved[i]] : 0;
      observations[o + desired[i]] = goal[i] - own;
    }
  }

  /**
   * What a transition is worth to a goal.
   *
   * @param next room for as many numbers as a goal has: what was brought about after it
   * @param discount of what follows it, 0 after a termination
   * @param outcome receives the reward and the discount of what follows, 0 if the goal is reached
   */
  public void judge(float[] next, float[] goal, float discount, float[] outcome, int offset) {
    boolean isReached = goals.isReached(next, goal);
    outcome[offset] = isReached ? 0 : -(1 - discount) / (1 - gamma);
    outcome[offset + 1] = isReached ? 0 : discount;
  }
}
