package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.GoalSpace;
import java.util.List;

/**
 * The settings of a manager that chooses goals and a worker that reaches them.
 *
 * @param period the most decisions of an agent that a goal holds for, at least 1
 * @param goal which goals there are
 * @param manager chooses them
 * @param worker reaches them
 * @param nSampledGoal goals that the worker learns from in hindsight, at the ratio to those it was
 *     told; 0 for none
 * @param hindsightActions whether the manager learns from a missed goal as if it had chosen what
 *     was brought about
 * @param subgoalTestRatio how many of the goals are tests, in which the worker does not explore
 * @param subgoalPenalty what a goal costs the manager that a test shows to be out of reach, in
 *     units of the game's reward
 */
public record GoalConfig(
    int period,
    GoalSettings goal,
    LevelConfig manager,
    LevelConfig worker,
    int nSampledGoal,
    boolean hindsightActions,
    float subgoalTestRatio,
    float subgoalPenalty) {
  /** Checks the ranges. */
  public GoalConfig {
    InvalidValue.unlessAtLeast("period", period, 1);
    InvalidValue.unlessWithin("n_sampled_goal", nSampledGoal, 0, 1000);
    InvalidValue.unlessWithin("subgoal_test_ratio", subgoalTestRatio, 0, 1);
    InvalidValue.unlessAtLeast("subgoal_penalty", subgoalPenalty, 0);
  }

  /** What the manager sees and decides about. */
  BehaviorSpec manager(BehaviorSpec behavior, GoalSpace goals) {
    return seeing("manager", manager, behavior).choosing(ActionSpace.discrete(goals.count()));
  }

  /** What the worker sees and decides about. */
  BehaviorSpec worker(BehaviorSpec behavior, GoalSpace goals) {
    return seeing("worker", worker, behavior).extended(List.of(goals.desired()), 0);
  }

  /** Both must see what goals are made of: they learn from what was brought about. */
  private BehaviorSpec seeing(String name, LevelConfig level, BehaviorSpec behavior) {
    BehaviorSpec spec = level.of(name, behavior);
    List<String> seen = level.observations();
    if (!seen.isEmpty() && !seen.contains(goal.stream())) {
      throw new InvalidValue(
          name + ".observations",
          "is " + seen + ", but must have " + goal.stream() + ", of which goals are made");
    }
    return spec;
  }
}
