package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.GoalSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What two levels know that are joined by goals: {@link GoalBrain}.
 *
 * @param behavior whose observations and actions it takes
 * @param period the most decisions of an agent that a goal holds for, at least 1
 * @param goals among which the manager chooses
 * @param manager sees some of the behavior's streams
 * @param worker sees some of the behavior's streams and behind them the goal, and acts as the
 *     behavior does
 */
public record GoalModel(
    BehaviorSpec behavior, int period, GoalSpace goals, Model manager, Model worker)
    implements Model {
  /**
   * Checks that the spaces fit.
   *
   * @throws io.github.gdxbrains.config.UserError if a level sees or does what it cannot; the
   *     message names it
   */
  public GoalModel {
    if (period < 1) {
      throw new IllegalArgumentException("period is " + period + ", but must be at least 1");
    }
    goals.positions(behavior.observations());
    HierarchicalModel.requireFits(
        "the manager", manager, behavior, ActionSpace.discrete(goals.count()));
    HierarchicalModel.requireFits(
        "the worker", worker, behavior.extended(List.of(goals.desired()), 0), behavior.actions());
  }

  /** Those of the manager, then those of the worker. */
  @Override
  public float[] parameters() {
    float[] first = manager.parameters();
    float[] second = worker.parameters();
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Override
  public GoalModel withScripts(Map<String, Script> scripts) {
    return new GoalModel(
        behavior, period, goals, manager.withScripts(scripts), worker.withScripts(scripts));
  }

  @Override
  public BrainSource brains(Backend backend, boolean deterministic) {
    BrainSource working = worker.brains(backend, deterministic);
    HierarchicalBrain.Level top =
        new HierarchicalBrain.Level(manager.behavior(), manager.brains(backend, deterministic), 0);
    HierarchicalBrain.Level leaf = new HierarchicalBrain.Level(worker.behavior(), working, 0);
    GoalBrain.Tests none = new GoalBrain.Tests(0, working);
    return capacity -> new GoalBrain(behavior, goals, period, top, leaf, none, capacity);
  }
}
